using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Domain.Common;
using Platform.Domain.Payments;
using Platform.Integrations.Payments;
using Platform.Web.Channels;

namespace Platform.Web.Payments;

/// <summary>Where gateways knock, and where a customer who chose one is sent on.</summary>
internal static class PaymentEndpoints
{
    private const int LargestBody = 64 * 1024;

    public static void MapPaymentDoors(this IEndpointRouteBuilder app)
    {
        // MTN says it puts, and posts.
        app.MapMethods("/api/payments/{gateway}/{door}", ["POST", "PUT"], ReceiveAsync)
            .ShortCircuit().DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(LargestBody));
        app.MapGet("/payer/{token}/{account:guid}", GoAsync).AllowAnonymous();
        app.MapPost("/payer/{token}/{account:guid}", PromptAsync).AllowAnonymous().DisableAntiforgery();
    }

    /// <summary>Proved, durable, then acknowledged; read afterwards.</summary>
    private static async Task<IResult> ReceiveAsync(
        string gateway, string door, HttpRequest request, GatewayAccounts accounts, PaymentQueries payments, PaymentDoors doors, WebhookIngest ingest, TimeProvider clock, CancellationToken ct)
    {
        if (accounts.Gateways.FirstOrDefault(one => one.Traits.Provider == gateway) is not { } known) return TypedResults.NotFound();
        if (doors.Read(known.Traits.HasOneAddress ? Door.Account : Door.Payment, door) is not { } whose) return TypedResults.NotFound();
        if (await ReadAsync(request, ct) is not { } body) return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);

        var notice = new GatewayNotice(name => request.Headers[name], body, clock.GetUtcNow());
        var isAuthentic = known.Traits.HasOneAddress
            ? await accounts.FindAsync(whose.Organisation, whose.Id, ct) is { } account && known.IsAuthentic(notice, account.Account, proof: null)
            : await IsOfPaymentAsync(known, notice, whose.Organisation, new(whose.Id), accounts, payments, ct);
        if (!isAuthentic) return TypedResults.Unauthorized();

        if (await ingest.KeepAsync(gateway, body, door, ReadPaymentNotice.Name) is Kept.Durable) return TypedResults.Ok();
        request.HttpContext.Response.Headers.RetryAfter = "1";
        return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> IsOfPaymentAsync(
        IPaymentGateway gateway, GatewayNotice notice, OrganisationId organisation, PaymentId payment, GatewayAccounts accounts, PaymentQueries payments, CancellationToken ct)
    {
        if (await payments.FindAsync(organisation, payment, ct) is not { } whole) return false;
        foreach (var attempt in whole.Attempts.Where(attempt => attempt.Gateway == gateway.Traits.Provider))
            if (await accounts.FindAsync(organisation, attempt.Account, ct) is { } account && gateway.IsAuthentic(notice, account.Account, attempt.Proof))
                return true;

        return false;
    }

    /// <summary>A link and not a form: browsers do not let a form of ours end on the gateway's page.</summary>
    private static async Task<IResult> GoAsync(string token, Guid account, PaymentDoors doors, PaymentDesk desk, CancellationToken ct)
    {
        if (doors.Read(Door.Customer, token) is not { } whose) return TypedResults.NotFound();
        var opened = await desk.OpenAsync(whose.Organisation, new(whose.Id), account, phone: null, LanguageOf(), ct);
        return opened is { To: { } page, Problem: null } ? TypedResults.Redirect(page.AbsoluteUri) : Back(token, opened.Problem);
    }

    private static async Task<IResult> PromptAsync(string token, Guid account, [FromForm] string? phone, [FromForm] string? country, PaymentDoors doors, PaymentDesk desk, CancellationToken ct)
    {
        if (doors.Read(Door.Customer, token) is not { } whose) return TypedResults.NotFound();
        if (!PhoneNumber.TryParse(phone, Country.Find(country), out var number)) return Back(token, "payment.phone");

        var opened = await desk.OpenAsync(whose.Organisation, new(whose.Id), account, number.Value, LanguageOf(), ct);
        return opened is { To: { } page, Problem: null } ? TypedResults.Redirect(page.AbsoluteUri) : Back(token, opened.Problem);
    }

    private static RedirectHttpResult Back(string token, string? problem) =>
        TypedResults.LocalRedirect(problem is null ? $"/payer/retour/{token}" : $"/payer/{token}?echec={Uri.EscapeDataString(problem)}");

    private static Language LanguageOf() => Languages.FromCode(System.Globalization.CultureInfo.CurrentUICulture.Name);

    /// <summary>The raw bytes, as they were signed; null when there are too many.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > LargestBody) return null;

        using var body = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            if (body.Length + read > LargestBody) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
