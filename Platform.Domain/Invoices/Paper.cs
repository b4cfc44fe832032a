using System.Globalization;
using System.Text.Json.Serialization;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.Orders;

namespace Platform.Domain.Invoices;

/// <summary>An invoice or a credit note as it is handed out. Prices include the tax.</summary>
/// <param name="Cause">What it is issued for; the same cause never makes two.</param>
/// <param name="Lines">Goods, fee and discount; together they are the total.</param>
/// <param name="Vat">Empty for a seller who charges none.</param>
/// <param name="Corrects">The invoice a credit note takes back from.</param>
/// <param name="Language">What it is written in; names and what the law wants stay as they are.</param>
public sealed record Paper(
    PaperKind Kind,
    DateOnly On,
    string Cause,
    OrderId ForOrder,
    string OrderNumber,
    ConversationId? Chat,
    Seller Seller,
    Buyer Buyer,
    IReadOnlyList<PaperLine> Lines,
    IReadOnlyList<VatGroup> Vat,
    Money Total,
    Correction? Corrects = null,
    [property: JsonConverter(typeof(JsonStringEnumConverter<Language>))] Language Language = Language.French)
{
    public string? Problem()
    {
        if (Seller.Missing is { Count: > 0 }) return "seller_incomplete";
        if (Lines is [] || Total.Minor <= 0) return "nothing";
        if (Lines.Any(line => line.UnitPrice.Currency != Total.Currency) || Lines.Sum(line => line.Total.Minor) != Total.Minor) return "sums";
        return Vat.Count > 0 && Vat.Sum(group => group.Net.Minor + group.Vat.Minor) != Total.Minor ? "sums" : null;
    }

    /// <summary>The total by rate; one group without tax for a seller who charges none.</summary>
    public IReadOnlyList<VatGroup> Groups() => Vat is [] ? [new(0, Total, Total with { Minor = 0 })] : Vat;

    /// <summary>As it stands on the paper: "F-2026-000123".</summary>
    public static string Write(PaperKind kind, int year, int number) => string.Create(CultureInfo.InvariantCulture, $"{(kind is PaperKind.Invoice ? 'F' : 'A')}-{year}-{number:000000}");
}

[JsonConverter(typeof(JsonStringEnumConverter<PaperKind>))]
public enum PaperKind { Invoice, CreditNote }

/// <param name="Mentions">What the law of the country wants on it, as "ICE: 001561191000066".</param>
/// <param name="Exemption">Why no tax is charged; null when it is.</param>
/// <param name="Missing">What the law wants and the seller has not said yet.</param>
public sealed record Seller(string Name, string Address, string Phone, string Country, IReadOnlyList<string> Mentions, string? Exemption, string? Footer, IReadOnlyList<string> Missing);

public sealed record Buyer(ContactId Contact, Personal Name, Personal? Phone, Personal Address);

public sealed record PaperLine(string Title, int Quantity, Money UnitPrice)
{
    [JsonIgnore]
    public Money Total => UnitPrice with { Minor = checked(UnitPrice.Minor * Quantity) };
}

public sealed record VatGroup(decimal Percent, Money Net, Money Vat)
{
    [JsonIgnore]
    public long Gross => Net.Minor + Vat.Minor;

    /// <summary>What has to go so that this much is left, with the tax of what is left: however often some goes, no centime of tax stays behind.</summary>
    public VatGroup Less(long left)
    {
        var rest = Within(Net with { Minor = left }, Percent);
        return new(Percent, Net - rest.Net, Vat - rest.Vat);
    }

    /// <summary>Parts the amount that includes the tax, once per rate, halves away from nought.</summary>
    public static VatGroup Within(Money gross, decimal percent)
    {
        var vat = (long)decimal.Round(gross.Minor * percent / (100 + percent), MidpointRounding.AwayFromZero);
        return new(percent, gross with { Minor = gross.Minor - vat }, gross with { Minor = vat });
    }
}

public sealed record Correction(InvoiceId Invoice, string Number, string Reason);
