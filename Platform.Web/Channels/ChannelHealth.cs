using System.Globalization;
using System.Resources;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Web.Identity.Organisations;
using Platform.Web.Live;
using Platform.Web.Mail;
using Platform.Web.Notifications;
using Platform.Web.Store;

namespace Platform.Web.Channels;

/// <summary>
/// What the provider thinks of a seller's account. News of it changes the channel; bad news stops it and reaches its owner by email, once.
/// </summary>
public sealed class ChannelHealth(PlatformDbs dbs, ChannelDirectory directory, Outbox outbox, PublicAddress address, TeamNotices notices, LiveUpdates live, TimeProvider clock)
{
    private static readonly ResourceManager Words = new(typeof(Texts));

    /// <summary>Troubles of the account; all others are of one message or template and say nothing of the next.</summary>
    private static readonly HashSet<string> OfAccount =
    [
        Trouble.AccessExpired, Trouble.AccessMissing, Trouble.AccountBlocked, Trouble.NumberGone, Trouble.NumberNotRegistered, Trouble.NameNotApproved, Trouble.Payment, Trouble.Unreachable,
    ];

    /// <returns>Whose account it is; null when it is nobody's here.</returns>
    public async Task<OrganisationId?> HearAsync(string provider, AccountNews news, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var of = await db.Set<Channel>().Where(channel => channel.Provider == provider && channel.AccountId == news.Business).ToListAsync(ct);
        var concerned = of.FindAll(channel => NumberOf(news) is not { Length: > 0 } number || Digits(channel.DisplayNumber) == Digits(number));

        foreach (var channel in concerned) await ApplyAsync(db, channel, news, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);

        foreach (var channel in concerned) await ToldAsync(channel, ct);
        return concerned is [var first, ..] ? new(first.OrganisationId) : null;
    }

    /// <summary>A call was refused for something its owner has to put right first.</summary>
    public async Task BreakAsync(OrganisationId organisation, ChannelId id, string problem, CancellationToken ct)
    {
        if (!OfAccount.Contains(problem)) return;

        await using var db = dbs.OpenAcross();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<Channel>().FirstOrDefaultAsync(c => c.OrganisationId == organisation.Value && c.Id == id.Value, ct) is not { } channel) return;

        await TroubleAsync(db, channel, problem, until: null, ChannelState.Broken, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        await ToldAsync(channel, ct);
    }

    /// <summary>What is wrong, and the one thing to do, in a reader's language.</summary>
    public static string Say(string problem, CultureInfo culture) =>
        Words.GetString($"trouble.{problem}", culture) ?? Words.GetString("trouble.refused", culture) ?? throw new MissingManifestResourceException(problem);

    private async Task ApplyAsync(PlatformDb db, Channel channel, AccountNews news, CancellationToken ct)
    {
        switch (news)
        {
            case QualityNews quality:
                channel.Quality = quality.What switch { "FLAGGED" => "RED", "UNFLAGGED" => "GREEN", _ => channel.Quality };
                channel.PeopleADay = DailyLimit.Of(quality.Limit) ?? channel.PeopleADay;
                channel.IsFast |= quality.What is "THROUGHPUT_UPGRADE";
                break;
            case LimitNews limit:
                channel.PeopleADay = limit.PeopleADay ?? channel.PeopleADay;
                break;
            case NameNews { What: "APPROVED", Name: { Length: > 0 } name }:
                channel.DisplayName = name;
                break;
            case StandingNews { Standing: Standing.Good } when channel.State is ChannelState.Broken or ChannelState.Live:
                (channel.State, channel.Problem, channel.ProblemUntil, channel.ProblemAt) = (ChannelState.Live, null, null, null);
                break;
            case StandingNews { Standing: Standing.Restricted } restricted:
                await TroubleAsync(db, channel, Trouble.NumberRestricted, restricted.Until, channel.State, ct);
                break;
            case StandingNews { Standing: Standing.Banned } banned:
                await TroubleAsync(db, channel, Trouble.AccountBlocked, banned.Until, ChannelState.Broken, ct);
                break;
            case StandingNews { Standing: Standing.Gone }:
                await TroubleAsync(db, channel, Trouble.AccessMissing, until: null, ChannelState.Broken, ct);
                break;
        }
    }

    private async Task TroubleAsync(PlatformDb db, Channel channel, string problem, string? until, ChannelState state, CancellationToken ct)
    {
        channel.State = channel.State is ChannelState.Paused ? ChannelState.Paused : state;
        channel.ProblemUntil = until;

        // The same news may come to two of us at once; the row decides who writes the email.
        var now = clock.GetUtcNow();
        var isNew = await db.Set<Channel>().Where(c => c.OrganisationId == channel.OrganisationId && c.Id == channel.Id && c.Problem != problem)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Problem, problem).SetProperty(c => c.ProblemAt, now), ct);
        if (isNew == 0) return;

        var owners = await db.Set<Membership>().Where(m => m.OrganisationId == channel.OrganisationId && m.Role == Role.Owner).Select(m => m.UserId).ToListAsync(ct);
        foreach (var owner in await db.Users.Where(user => owners.Contains(user.Id)).ToListAsync(ct))
        {
            var language = Languages.FromCode(owner.Language);
            var problemInWords = Say(problem, CultureInfo.GetCultureInfo(language.Code()));
            outbox.Put(db, owner.Email!, Letters.ChannelStopped(language, owner.FirstName, channel.DisplayName, problemInWords, address.Of("/reglages/canaux")));
        }
    }

    private async Task ToldAsync(Channel channel, CancellationToken ct)
    {
        directory.Forget(channel);
        live.Publish(new Change(new(channel.OrganisationId), nameof(Channel), channel.Id));
        if (channel is { State: ChannelState.Broken, Problem: { } problem, ProblemAt: { } since })
            await notices.TellAsync(new(channel.OrganisationId), NoticeKind.ChannelBroken, $"{channel.Id} {problem} {since:O}", "reglages/canaux", [channel.DisplayName], ct: ct);
    }

    private static string? NumberOf(AccountNews news) => news switch
    {
        QualityNews quality => quality.Number,
        NameNews name => name.Number,
        _ => null,
    };

    private static string Digits(string? number) => string.Concat((number ?? "").Where(char.IsAsciiDigit));
}

/// <summary>Providers write the daily limit as a name or a number.</summary>
internal static class DailyLimit
{
    public static int? Of(string? limit) => limit?.ToUpperInvariant().Replace("TIER_", "", StringComparison.Ordinal) switch
    {
        null or "" or "NOT_SET" => null,
        "UNLIMITED" => -1,
        [.. var thousands, 'K'] when int.TryParse(thousands, CultureInfo.InvariantCulture, out var many) => many * 1000,
        var plain => int.TryParse(plain, CultureInfo.InvariantCulture, out var few) ? few : null,
    };
}
