using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Templates;
using Platform.Integrations.Messaging;
using Platform.Web.Templates;

namespace Platform.Tests.Templates;

/// <summary>What a seller has to know of a template that changed.</summary>
public sealed class ChannelTemplateSpecs
{
    private static readonly OrganisationId Shop = new(Guid.NewGuid());
    private static readonly ChannelId Number = new(Guid.NewGuid());
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_read_for_the_first_time_is_no_news() => Assert.Null(Heard(null, Told(TemplateStatus.Paused)).WorseThan(null));

    [Theory]
    [InlineData(TemplateStatus.Paused, "paused")]
    [InlineData(TemplateStatus.Disabled, "disabled")]
    [InlineData(TemplateStatus.Rejected, "rejected")]
    [InlineData(TemplateStatus.Approved, null)]
    [InlineData(TemplateStatus.Pending, null)]
    public void What_got_worse_is_told_once(TemplateStatus status, string? what)
    {
        var before = Heard(null, Told(TemplateStatus.Approved));
        var after = Heard(before, Told(status));
        Assert.Equal(what, after.WorseThan(before));
        Assert.Null(Heard(after, Told(status)).WorseThan(after));
    }

    [Fact]
    public void A_dearer_category_holds_it_until_somebody_agrees_or_it_moves_back()
    {
        var before = Heard(null, Told(TemplateStatus.Approved));
        var dearer = Heard(before, Told(TemplateStatus.Approved, TemplateCategory.Marketing));
        Assert.Equal((false, "dearer"), (dearer.IsUsable, dearer.WorseThan(before)));
        Assert.False(Heard(dearer, Told(TemplateStatus.Approved, TemplateCategory.Marketing)).IsUsable);
        Assert.True(Heard(dearer, Told(TemplateStatus.Approved)).IsUsable);
        Assert.True(Heard(dearer with { HeldSince = null }, Told(TemplateStatus.Approved, TemplateCategory.Marketing)).IsUsable);
    }

    [Fact]
    public void An_announcement_is_over_when_it_came_true()
    {
        var announced = Heard(null, Told(TemplateStatus.Approved)) with { AnnouncedCategory = TemplateCategory.Marketing };
        Assert.Equal(TemplateCategory.Marketing, Heard(announced, Told(TemplateStatus.Approved)).AnnouncedCategory);
        Assert.Null(Heard(announced, Told(TemplateStatus.Approved, TemplateCategory.Marketing)).AnnouncedCategory);
    }

    private static ChannelTemplate Heard(ChannelTemplate? before, ProviderTemplate told) => ChannelTemplate.Of(Shop, Number, before, told, Noon);

    private static ProviderTemplate Told(TemplateStatus status, TemplateCategory category = TemplateCategory.Utility) => new("1", "commande_prete", "fr", category, status, new TemplateWords("Votre commande est prête."));
}
