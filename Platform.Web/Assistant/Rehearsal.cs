using System.Collections.Immutable;
using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Web.Orders;

namespace Platform.Web.Assistant;

/// <summary>A chat with the assistant that leaves nothing behind: no message goes out, and its orders have pretended numbers.</summary>
public sealed class Rehearsal(Models models, OrganisationId organisation, ShopBook.Page page, DateTimeOffset now)
{
    private const string Pretended = "+212600000000";

    private readonly List<Recap> orders = [];
    private readonly List<Deed.HandOver> handOvers = [];
    private ImmutableArray<Line> said = [];
    private Draft draft = Draft.Empty;

    public Rehearsed SoFar => new(said, [.. orders], [.. handOvers]);

    public async Task<Talk> SayAsync(string text, CancellationToken ct)
    {
        said = said.Add(new(Speaker.Customer, text));
        var here = TimeZoneInfo.ConvertTime(now, page.Zone).DateTime;
        var customer = new Situation(DateOnly.FromDateTime(here), said)
        {
            Now = TimeOnly.FromDateTime(here),
            Phone = PhoneNumber.TryParse(Pretended, country: null, out var phone) ? phone : null,
        };
        var talk = await models.TalkAsync(organisation, page, customer, draft, new(Place, _ => Task.FromResult<Uri?>(null)), ct);

        draft = talk.Draft;
        if (talk.HandOver is { } over) handOvers.Add(over);
        if (talk.Text.Length > 0) said = said.Add(new(Speaker.Assistant, talk.Text));
        return talk;
    }

    private Task<OrderDesk.Outcome> Place(Recap recap)
    {
        orders.Add(recap);
        return Task.FromResult(new OrderDesk.Outcome($"ESSAI-{orders.Count}", null));
    }
}

/// <summary>Opens rehearsals with the settings as they are typed, saved or not.</summary>
public sealed class Rehearsals(Models models, ShopBook shops, TimeProvider clock)
{
    public async Task<Rehearsal> BeginAsync(OrganisationId organisation, AssistantSettings settings)
    {
        var page = await shops.OpenAsync(organisation);
        return new(models, organisation, page with { Settings = settings, Shop = page.Shop with { Rules = settings.Rules } }, clock.GetUtcNow());
    }

    public async Task<SceneVerdict> PlayAsync(OrganisationId organisation, AssistantSettings settings, Guid id, Scene scene, CancellationToken ct)
    {
        var rehearsal = await BeginAsync(organisation, settings);
        foreach (var line in scene.Lines)
        {
            await rehearsal.SayAsync(line, ct);
            if (rehearsal.SoFar.HandOvers is not []) break; // From here on a person answers.
        }

        return new(id, scene.Judge(rehearsal.SoFar), rehearsal.SoFar.Said);
    }
}

/// <param name="Faults">None: the scene went as it should.</param>
public sealed record SceneVerdict(Guid Scene, ImmutableArray<SceneFault> Faults, ImmutableArray<Line> Said)
{
    public bool IsRight => Faults is [];
}
