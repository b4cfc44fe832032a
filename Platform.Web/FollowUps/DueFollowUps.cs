using Microsoft.EntityFrameworkCore;
using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.FollowUps;
using Platform.Web.Assistant;
using Platform.Web.Conversations;
using Platform.Web.Store;

namespace Platform.Web.FollowUps;

/// <summary>
/// Says what is due, if it still may be said. The conversation itself decides last, by the reminder's own id:
/// two nodes that come at once, or one that died in between, remind once.
/// </summary>
public sealed class DueFollowUps(PlatformDbs dbs, Streams streams, FollowUpDesk desk, ShopBook shops, InboxQueries inbox, TimeProvider clock, ILogger<DueFollowUps> log)
{
    private const int AtOnce = 200;

    public async Task SendAsync(CancellationToken ct) => await (await DueAsync(ct)).EachAsync(SendAsync, log, ct);

    private async Task<List<FollowUpRow>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = dbs.OpenAcross();
        return await db.Set<FollowUpRow>().AsNoTracking().Where(row => row.State == FollowUpState.Planned && row.Due <= now).OrderBy(row => row.Due).Take(AtOnce).ToListAsync(ct);
    }

    private async Task SendAsync(FollowUpRow row, CancellationToken ct)
    {
        var (organisation, conversation) = (new OrganisationId(row.OrganisationId), new ConversationId(row.Conversation));
        if (!await desk.IsPlannedAsync(row, ct)) return; // Called off since the round began.

        var (state, _) = await streams.LoadAsync(conversation, organisation, ct);
        var page = await shops.OpenAsync(organisation);
        var rules = (await desk.SettingsAsync(organisation, ct)).Rules(page.Zone);

        switch (rules.Consider(PlanFollowUp.ProspectOf(state), row.Planned, clock.GetUtcNow()))
        {
            case FollowUpVerdict.Wait { Until: var until }:
                await desk.PutOffAsync(row, until, ct);
                break;
            case FollowUpVerdict.Never { Why: var why }:
                await desk.SettleAsync(organisation, row, FollowUpState.Skipped, why, ct);
                break;
            default:
                await SayAsync(organisation, conversation, row, state, page.Shop, rules, ct);
                break;
        }
    }

    private async Task SayAsync(OrganisationId organisation, ConversationId conversation, FollowUpRow row, Conversation state, Shop shop, FollowUpRules rules, CancellationToken ct)
    {
        if (await inbox.FindAsync(organisation, conversation, ct) is not { } line)
        {
            await desk.SettleAsync(organisation, row, FollowUpState.Skipped, "erased", ct);
            return;
        }

        var draft = Turns.Drafted(state);
        var tongue = draft.Tongue ?? Tongue.French;
        var own = (await desk.TextsAsync(organisation, ct)).GetValueOrDefault((row.Step, tongue));
        var text = Reminder.Text(shop, draft, row.Step, tongue, own);

        var said = await streams.HandleAsync(
            conversation, new SendFollowUp(new MessageId(row.Id), row.Heard, new Personal(line.Contact, text)), new Actor(organisation, ActorKind.Assistant), ct);
        if (said.Refusal is { } refusal)
        {
            await desk.SettleAsync(organisation, row, FollowUpState.Skipped, refusal.Code, ct);
            return;
        }

        // The next one is planned before this one is done with: a node that dies here does both again, and both are there already.
        if (state.LastHeardAt is { } heardAt && rules.Due(heardAt, row.Step + 1) is { } next)
            await desk.PlanAsync(row with { Id = FollowUpRow.IdOf(conversation, row.Heard, row.Step + 1), Step = row.Step + 1, Due = next }, ct);
        await desk.SettleAsync(organisation, row, FollowUpState.Sent, why: null, ct);
    }
}
