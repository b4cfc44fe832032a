using Platform.Domain.Templates;
using static Platform.Domain.Templates.TemplateCategory;
using static Platform.Domain.Templates.TemplateStatus;

namespace Platform.Tests.Templates;

/// <summary>When WhatsApp lets a template be said otherwise.</summary>
public sealed class TemplateEditingSpecs
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Pending, Utility, "template.edit_pending")]
    [InlineData(Disabled, Utility, "template.edit_disabled")]
    [InlineData(Approved, Marketing, "template.edit_category")]
    [InlineData(Approved, Utility, null)]
    [InlineData(Rejected, Marketing, null)]
    [InlineData(Paused, Marketing, null)]
    public void It_depends_on_how_it_stands(TemplateStatus status, TemplateCategory wanted, string? refused) => Assert.Equal(refused, Check(status, wanted));

    [Fact]
    public void What_is_approved_is_edited_once_a_day()
    {
        Assert.Equal("template.edit_today", Check(Approved, Utility, TimeSpan.FromHours(23)));
        Assert.Null(Check(Approved, Utility, TimeSpan.FromHours(24)));
        Assert.Null(Check(Rejected, Utility, TimeSpan.FromHours(1)));
    }

    [Fact]
    public void And_ten_times_in_thirty_days()
    {
        TimeSpan[] nine = [.. Enumerable.Range(2, 9).Select(day => TimeSpan.FromDays(day))];
        Assert.Null(Check(Approved, Utility, nine));
        Assert.Null(Check(Approved, Utility, [.. nine, TimeSpan.FromDays(30)]));
        Assert.Equal("template.edit_month", Check(Approved, Utility, [.. nine, TimeSpan.FromDays(29)]));
    }

    private static string? Check(TemplateStatus status, TemplateCategory wanted, params TimeSpan[] ago) =>
        TemplateEditing.Check(status, Utility, wanted, [.. ago.Select(span => Now - span)], Now)?.Code;
}
