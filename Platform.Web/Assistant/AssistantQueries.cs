using Platform.Domain.Assistant;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Store;

namespace Platform.Web.Assistant;

/// <summary>What other screens ask of the assistant.</summary>
public sealed class AssistantQueries(ShopBook shops, Streams streams, TurnRecords records)
{
    /// <summary>The sale in a chat as far as it has come, and why each answer in it was given.</summary>
    /// <param name="Titles">Of what is in the draft; a page that held the shop's whole catalogue would keep an old one alive.</param>
    public sealed record Sale(Draft Draft, IReadOnlyDictionary<ProductId, string> Titles, IReadOnlyDictionary<Guid, AssistantTurn> Turns);

    public async Task<bool> IsOnAsync(OrganisationId organisation) => (await shops.OpenAsync(organisation)).Settings.IsOn;

    public async Task<Sale> SaleAsync(OrganisationId organisation, ConversationId conversation, CancellationToken ct)
    {
        var (state, _) = await streams.LoadAsync(conversation, organisation, ct);
        var (draft, catalogue) = (Turns.Drafted(state), (await shops.OpenAsync(organisation)).Shop.Catalogue);
        var titles = draft.Details.Lines.Select(line => catalogue[line.Product]).OfType<Product>().Distinct().ToDictionary(product => product.Id, product => product.Title);
        return new(draft, titles, await records.OfAsync(organisation, conversation, ct));
    }
}
