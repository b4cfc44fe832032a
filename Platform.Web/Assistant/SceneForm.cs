using Platform.Domain.Common;
using Platform.Web.Catalogue;

namespace Platform.Web.Assistant;

/// <summary>A scene while it is being written: lines and amount as typed.</summary>
public sealed class SceneForm(SceneRow row, Currency currency, bool isNew = false)
{
    public SceneRow Row => row;
    public bool IsNew => isNew;
    public string Lines { get; set; } = string.Join('\n', row.Lines);
    public string Total { get; set; } = row.Total is { } total ? Amounts.Write(total, currency) : "";

    /// <summary>False when the amount cannot be read.</summary>
    public bool Fill()
    {
        long? total = null;
        if (Total.Trim().Length > 0)
        {
            if (!Amounts.TryRead(Total, currency, out var amount)) return false;
            total = amount;
        }

        row.Lines = Lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        row.Total = total;
        return true;
    }
}
