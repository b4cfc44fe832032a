using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Integrations.Carriers.Emulation;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Integrations.Carriers.Sendit;

/// <summary>Sendit's side of the wire: districts by the page, a no inside a 200, and a second parcel for whoever asks twice.</summary>
public sealed partial class SenditEmulator : IEmulatedCarrier, IDisposable
{
    public const string Path = "/emulators/sendit";
    private const int PerPage = 4;
    private static readonly (int Id, string City, string Name, int Price)[] Districts =
    [
        (1, "Casablanca", "Casablanca - Maarif", 20), (2, "Casablanca", "Casablanca - Ain Sebaa", 20), (3, "Mohammedia", "Mohammedia", 25), (42, "Rabat", "Rabat - Agdal", 30), (43, "Salé", "Sale", 30),
        (51, "Marrakech", "Marrakech", 35), (52, "Tanger", "Tanger", 35), (53, "Fès", "Fes", 35), (54, "Agadir", "Agadir", 35), (55, "Oujda", "Oujda", 40),
    ];
    private static readonly string[] Deletable = ["PENDING", "TO_PREPARE", "TO_PICKUP"];

    private readonly ConcurrentDictionary<string, string> secrets = new();

    public SenditEmulator(TimeProvider clock) => Depot = new(clock, Told);

    public EmulatedDepot Depot { get; }
    public IReadOnlyList<string> Road => ["PENDING", "TO_PICKUP", "PICKEDUP", "TRANSIT", "DELIVERING", "DELIVERED"];

    /// <summary>Where it tells of everything; the seller entered it there.</summary>
    public Uri? Door { get; set; }

    public SellerAccount Register(string merchant)
    {
        secrets[merchant] = $"sendit-secret-{merchant}";
        return new(("public_key", merchant), ("secret_key", $"sendit-secret-{merchant}"), ("open", "yes"));
    }

    public void Map(IEndpointRouteBuilder app)
    {
        var root = app.MapGroup(Path).DisableAntiforgery();
        root.MapPost("/login", LoginAsync);
        root.MapGet("/districts", (int? page, HttpRequest request, CancellationToken ct) => AnswerAsync(request, (_, _) => Paged(page, Districts, one => new { id = one.Id, ville = one.City, name = one.Name, arabic_name = "", price = one.Price, delais = "24h", pickup_district = 1 }), ct));
        root.MapPost("/deliveries", (HttpRequest request, CancellationToken ct) => AnswerAsync(request, Take, ct));
        root.MapGet("/deliveries", (int? page, string? querystring, HttpRequest request, CancellationToken ct) => AnswerAsync(request, (merchant, _) => Paged(page, [.. Depot.Parcels.Where(parcel => parcel.Merchant == merchant && !parcel.IsDeleted && (querystring is null || parcel.Ours.Contains(querystring, StringComparison.Ordinal)))], Wire), ct));
        root.MapGet("/deliveries/{code}", (string code, HttpRequest request, CancellationToken ct) => OfAsync(request, code, parcel => Ok(Wire(parcel)), ct));
        root.MapDelete("/deliveries/{code}", (string code, HttpRequest request, CancellationToken ct) => OfAsync(request, code, Delete, ct));
    }

    public void Dispose() => Depot.Dispose();

    private async Task<IResult> LoginAsync(HttpRequest request, CancellationToken ct)
    {
        var body = await Posted.JsonAsync(request, ct);
        return body.Text("public_key") is { } key && secrets.TryGetValue(key, out var secret) && secret == body.Text("secret_key") ? Ok(new { token = Depot.Lend(key), name = key }) : No("Invalid credentials", 401);
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, Func<string, JsonElement, IResult> answer, CancellationToken ct)
    {
        var body = await Posted.JsonAsync(request, ct);
        if (Depot.WhoseToken(request) is not { } merchant) return No("Unauthenticated", 401);
        return await Depot.Faults.AnswerAsync(code => No("Refused", code), () => Task.FromResult(answer(merchant, body)), ct);
    }

    private Task<IResult> OfAsync(HttpRequest request, string code, Func<EmulatedParcel, IResult> answer, CancellationToken ct) =>
        AnswerAsync(request, (merchant, _) => Depot.Find(code, merchant) is { } parcel ? answer(parcel) : No("Not found", 404), ct);

    private IResult Take(string merchant, JsonElement body)
    {
        if (Depot.IsClosed || Districts.FirstOrDefault(one => one.Id == body.Whole("district_id")) is not { Id: > 0 } to) return No("Ville ou district invalide");
        if (!Phone().IsMatch(body.Text("phone") ?? "")) return No("Le téléphone est invalide");
        if (body.Whole("amount") is not (>= 0 and <= 5000)) return No("Le montant est invalide");

        return Ok(Wire(Depot.Take(number => new(string.Create(CultureInfo.InvariantCulture, $"DH{number}"), number, merchant, "PENDING", Depot.Now)
        {
            Ours = body.Text("reference") ?? "",
            Name = body.Text("name") ?? "",
            Phone = body.Text("phone") ?? "",
            Address = body.Text("address") ?? "",
            Zone = to.Name,
            Cash = body.Amount("amount") ?? 0,
            Fee = to.Price,
        })));
    }

    private IResult Delete(EmulatedParcel parcel)
    {
        if (!Deletable.Contains(parcel.Word)) return No("Ce colis ne peut plus être supprimé");
        parcel.IsDeleted = true;
        return Ok(new { });
    }

    private EmulatedNotice? Told(EmulatedParcel parcel) => Door is null ? null : EmulatedNotice.Json(Door, new { code = parcel.Reference, status = parcel.Word, reference = parcel.Ours });

    private static object Wire(EmulatedParcel parcel) => new
    {
        code = parcel.Reference,
        status = parcel.Word,
        reference = parcel.Ours,
        fee = parcel.Fee,
        amount = parcel.Cash,
        name = parcel.Name,
        phone = parcel.Phone,
        address = parcel.Address,
        labelUrl = $"https://app.sendit.ma/labels/{parcel.Reference}.pdf",
        district = new { name = parcel.Zone },
        created_at = parcel.Story[0].At,
        last_action_at = parcel.At,
        audits = parcel.Story.Select(step => new { @event = "updated", created_at = step.At, data = new { status = step.Word } }),
    };

    private static IResult Paged<T>(int? page, T[] all, Func<T, object> wire)
    {
        var asked = Math.Max(1, page ?? 1);
        return Results.Json(new
        {
            success = true, message = "", current_page = asked, last_page = Math.Max(1, (all.Length + PerPage - 1) / PerPage), total = all.Length, per_page = PerPage,
            data = all.Skip((asked - 1) * PerPage).Take(PerPage).Select(wire),
        });
    }

    private static IResult Ok(object data) => Results.Json(new { success = true, message = "", data });

    /// <summary>Most of its refusals travel with a 200.</summary>
    private static IResult No(string message, int status = 200) => Results.Json(new { success = false, message }, statusCode: status);

    [GeneratedRegex("^0[67][0-9]{8}$", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();
}
