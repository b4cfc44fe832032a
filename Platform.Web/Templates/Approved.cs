using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Templates;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Web.Channels;
using Platform.Web.Identity.Organisations;
using Platform.Web.Notifications;

namespace Platform.Web.Templates;

/// <summary>What is said with a ready-made text to who has been silent for a day.</summary>
/// <param name="Reader">The language they read: `fr`, `en`, `ar`, `ary`.</param>
/// <param name="Values">What fills its blanks.</param>
public sealed record TemplateWish(string Purpose, string Reader, IReadOnlyList<string> Values);

/// <summary>Finds the approved text for a purpose, and says what to do where there is none.</summary>
public sealed class Approved(TemplateQueries templates, TemplateShelf shelf, ChannelDirectory directory, Colleagues colleagues, TeamNotices notices, TimeProvider clock)
{
    /// <summary>The nearest language, the newest version; null when none fits, and then the shop's leaders are told, once a day.</summary>
    /// <exception cref="ProviderException">The channel's templates were never read, and cannot be now.</exception>
    public async Task<ChannelTemplate?> FindAsync(OrganisationId organisation, ChannelId channel, TemplateWish wish, CancellationToken ct)
    {
        if (await templates.BestAsync(organisation, channel, wish, ct) is { } best) return best;

        if (!await directory.HasReadTemplatesAsync(organisation, channel, ct))
        {
            // A channel that was connected a moment ago: nobody can say yet that there is none.
            if (await shelf.ReadAsync(organisation, channel, ct) is { } problem) throw new ProviderException(problem, ProviderFault.Retry) { Reason = problem };
            if (await templates.BestAsync(organisation, channel, wish, ct) is { } fresh) return fresh;
        }

        await notices.TellAsync(
            organisation, NoticeKind.TemplateMissing, $"{channel} {wish.Purpose} {clock.GetUtcNow():yyyy-MM-dd}", $"{TemplatesPage.Path(channel)}#{wish.Purpose}", [wish.Purpose],
            await colleagues.LeadersAsync(organisation, ct), ct);
        return null;
    }

    /// <summary>As the provider wants it sent.</summary>
    /// <param name="payloads">What comes back when a button is pressed, where that is decided when it is sent.</param>
    public static Content.Template Content(ChannelTemplate template, IReadOnlyList<string> values, IReadOnlyList<string>? payloads = null)
    {
        var given = template.Words.Blanks.Zip(values.Select(Line)).ToList();
        return new(template.Name, template.Language, template.ProviderId)
        {
            Header = given.Where(pair => pair.First.Place is BlankPlace.Header).Select(pair => new Header.Text(pair.Second, pair.First.Name)).FirstOrDefault(),
            Body = [.. given.Where(pair => pair.First.Place is BlankPlace.Body).Select(pair => new Blank(pair.Second, pair.First.Name))],
            Presses =
            [
                .. (payloads ?? []).Select((payload, i) => new TemplateButton(i, TemplateButtonKind.QuickReply, payload)),
                .. given.Where(pair => pair.First.Place is BlankPlace.Press).Select(pair => new TemplateButton(pair.First.Press, TemplateButtonKind.Url, pair.Second, pair.First.Name)),
            ],
        };
    }

    /// <exception cref="ProviderException">It is known that it may not be sent now.</exception>
    public static void Demand(ChannelTemplate template)
    {
        var word = template switch
        {
            { Status: TemplateStatus.Paused } => Trouble.TemplatePaused,
            { Status: TemplateStatus.Disabled } => Trouble.TemplateDisabled,
            { HeldSince: not null } => Trouble.TemplateDearer,
            _ => null,
        };
        if (word is not null) throw new ProviderException(word, ProviderFault.Final) { Reason = word };
    }

    /// <summary>A blank takes one line without wide gaps.</summary>
    public static string Line(string value) => string.Join(' ', value.ReplaceLineEndings(" · ").Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
