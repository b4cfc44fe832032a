using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Store;

namespace Platform.Web.Assistant;

/// <summary>What other screens ask of the assistant.</summary>
public sealed class AssistantQueries(ShopBook shops, Streams streams, TurnRecords records)
{
    /// <summary>The sale in a chat as far as it has come, and why each answer in it was given.</summary>
    public sealed record Sale(Draft Draft, Shop Shop, IReadOnlyDictionary<Guid, AssistantTurn> Turns);

    public async Task<bool> IsOnAsync(OrganisationId organisation) => (await shops.OpenAsync(organisation)).Settings.IsOn;

    public async Task<Sale> SaleAsync(OrganisationId organisation, ConversationId conversation, CancellationToken ct)
    {
        var (state, _) = await streams.LoadAsync(conversation, organisation, ct);
        return new(Turns.Drafted(state), (await shops.OpenAsync(organisation)).Shop, await records.OfAsync(organisation, conversation, ct));
    }
}
