using System.Security.Cryptography;
using System.Text;
using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Store;

namespace Platform.Web.Assistant;

/// <summary>Leaves a private note for the person who takes a chat over: what the customer wants, how far it got, what was read out to them.</summary>
public sealed class BriefWhoTakesOver(Streams streams, ShopBook shops, SituationReader situations) : IReaction<ConversationTakenOver>
{
    public async Task ReactAsync(Recorded<ConversationTakenOver> recorded, CancellationToken ct)
    {
        var (organisation, conversation) = (recorded.Organisation, new ConversationId(recorded.Stream));
        var (state, _) = await streams.LoadAsync(conversation, organisation, ct);
        if (state.Draft is null || state.Handler != recorded.Fact.By) return; // Nothing was sold here, or somebody else is there already.

        var page = await shops.OpenAsync(organisation);
        var draft = Turns.Drafted(state);
        var (customer, contact) = await situations.ReadAsync(organisation, conversation, page, draft, withFiles: false, ct);
        if (new SalesDesk(page.Shop, customer).Note(draft) is not { Length: > 0 } note) return;

        // Nobody's name stands above it: the assistant wrote it.
        await streams.HandleAsync(conversation, new WriteNote(IdOf(recorded), new Personal(contact.Value, note), default), new Actor(organisation, ActorKind.Assistant), ct);
    }

    private static MessageId IdOf(Recorded<ConversationTakenOver> recorded) =>
        new(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"brief {recorded.Stream:N} {recorded.Version}")).AsSpan(0, 16)));
}
