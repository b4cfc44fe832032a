using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.Emulation;

/// <summary>What a client of ours posted to an emulator.</summary>
internal static class Posted
{
    /// <summary>JSON, or nothing where it is none.</summary>
    public static async Task<JsonElement> JsonAsync(HttpRequest request, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, ct);
        return LenientJson.Parse(bytes.ToArray());
    }
}
