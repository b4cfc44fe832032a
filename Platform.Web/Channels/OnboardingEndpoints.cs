using Microsoft.AspNetCore.Mvc;
using Platform.Domain.EventSourcing;

namespace Platform.Web.Channels;

/// <summary>The way back from Meta's dialog. Whatever happened there, it ends on the seller's own page of channels.</summary>
internal static class OnboardingEndpoints
{
    public static void MapOnboarding(this IEndpointRouteBuilder app) =>
        app.MapGet("/onboarding/callback", ReturnAsync).RequireAuthorization(policy => policy.RequireRole("Owner", "Admin"));

    private static async Task<IResult> ReturnAsync(
        Actor by, SignUps signUps, CancellationToken ct,
        string? state = null, string? code = null, string? error = null, [FromQuery(Name = "error_code")] string? errorCode = null)
    {
        // Meta's code works once: what was begun with it is brought to its end even if the browser leaves.
        ct.ThrowIfCancellationRequested();
        var problem = await signUps.FinishAsync(by, state, code, error ?? errorCode, CancellationToken.None);
        return TypedResults.LocalRedirect(problem is null ? "/reglages/canaux?connecte=oui" : $"/reglages/canaux?echec={Uri.EscapeDataString(problem)}");
    }
}
