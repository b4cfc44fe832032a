using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Platform.Domain.EventSourcing;
using Platform.Integrations;
using Platform.Integrations.Carriers;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Live;
using Platform.Web.Shared;

namespace Platform.Web.Deliveries.Carriers;

public sealed partial class CarriersPage
{
    private readonly Dictionary<(Guid Account, PlaceKind Kind), List<CarrierPlaceRow>> places = [];
    private readonly Newest reading = new();
    private readonly Dictionary<Guid, List<CarrierPlaces.Match>> matches = [];
    private List<CarrierAccountRow>? rows;
    private DispatchSettings? settings;
    private Refusal? refusal;
    private string? told;
    private bool isGood;

    [CascadingParameter] public required Actor Actor { get; set; }

    private async Task ReadAsync()
    {
        var isNewest = reading.Begin();
        settings ??= await Settings.ReadAsync(Actor.Organisation);
        var known = await Accounts.ListAsync(Actor.Organisation);
        foreach (var row in known)
        {
            foreach (var kind in Enum.GetValues<PlaceKind>()) places[(row.Id, kind)] = await Places.OfAsync(Actor.Organisation, row.Id, kind);
            matches[row.Id] = await Places.MatchesAsync(Actor.Organisation, row.Id);
        }

        if (isNewest()) rows = known;
    }

    private void Choose(ChangeEventArgs e) => settings!.Service = e.Value as string is { Length: > 0 } service ? service : null;

    private async Task SaveAsync()
    {
        if (settings!.Service is null) settings.AsksService = false;
        refusal = await Settings.SaveAsync(Actor, settings).OrAwayAsync();
        (isGood, told) = (true, refusal is null ? Texts["Saved"].Value : null);
    }

    private async Task ReadAgainAsync()
    {
        refusal = null;
        settings = await Settings.ReadAsync(Actor.Organisation);
    }

    private async Task ConnectAsync(ICarrier carrier, ImmutableDictionary<string, string> fields)
    {
        var problem = await Accounts.ConnectAsync(Actor, carrier.Traits.Provider, fields, CancellationToken.None);
        if (problem is null) problem = await ListAsync(carrier);
        Tell(problem is null, problem is null ? Texts["CarrierConnected", carrier.Traits.Name] : Said(problem));
        await ReadAsync();
    }

    /// <summary>The credentials once more, and its lists of places.</summary>
    private async Task TryAsync(ICarrier carrier)
    {
        var problem = await ListAsync(carrier);
        Tell(problem is null, problem is null ? Texts["CarrierAnswers", carrier.Traits.Name] : Said(problem));
        await ReadAsync();
    }

    private async Task<string?> ListAsync(ICarrier carrier)
    {
        if (await Accounts.FindAsync(Actor.Organisation, carrier.Traits.Provider, CancellationToken.None) is not { } with) return Trouble.AccessMissing;
        try
        {
            await with.Carrier.ProveAsync(with.Account, CancellationToken.None);
            await Places.RefreshAsync(with, CancellationToken.None);
            return null;
        }
        catch (ProviderException e)
        {
            return e.Reason;
        }
    }

    private async Task SwitchAsync(ICarrier carrier, bool isOn)
    {
        if (RowOf(carrier) is { } row) await Accounts.SwitchAsync(Actor, row.Id, isOn);
        await ReadAsync();
    }

    private async Task FetchFromAsync(ICarrier carrier, string place)
    {
        if (RowOf(carrier) is { } row) await Accounts.FetchFromAsync(Actor, row.Id, place);
        Tell(isFine: true, Texts["Saved"]);
        await ReadAsync();
    }

    private async Task MatchAsync(ICarrier carrier, IReadOnlyDictionary<string, string> cities)
    {
        if (RowOf(carrier) is { } row) await Places.SaveAsync(Actor, row.Id, cities);
        Tell(isFine: true, Texts["Saved"]);
        await ReadAsync();
    }

    private CarrierAccountRow? RowOf(ICarrier carrier) => rows?.Find(row => row.Carrier == carrier.Traits.Provider);

    private List<CarrierPlaceRow> Listed(ICarrier carrier, PlaceKind kind) => RowOf(carrier) is { } row ? places.GetValueOrDefault((row.Id, kind)) ?? [] : [];

    /// <summary>Only where the seller has to enter it themselves.</summary>
    private string? AddressOf(ICarrier carrier) =>
        RowOf(carrier) is { } row && !carrier.Traits.CanListen ? Links.CarrierDoorOf(carrier.Traits.Provider, Actor.Organisation, row.Id).AbsoluteUri : null;

    private void Tell(bool isFine, string words) => (isGood, told, refusal) = (isFine, words, null);

    private string Said(string problem) => CarrierWords.Problem(Texts, problem);
}
