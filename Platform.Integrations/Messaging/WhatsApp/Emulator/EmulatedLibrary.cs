using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Integrations.Messaging.Emulation;
using static Platform.Integrations.Messaging.WhatsApp.Emulator.EmulatedGate;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>The files sellers leave at Meta.</summary>
internal sealed class EmulatedLibrary(EmulatedAssets assets, EmulatedGate gate, Faults faults)
{
    private const int LargestFile = 16 << 20;

    public void Map(IEndpointRouteBuilder graph, IEndpointRouteBuilder root)
    {
        graph.MapPost("/{id}/media", UploadAsync);
        graph.MapDelete("/{id}", DeleteFile);
        root.MapGet("/media/{id}", Download);
    }

    private async Task<IResult> UploadAsync(string id, HttpRequest request, CancellationToken ct)
    {
        if (gate.Who(request).Refusal is { } refusal) return refusal;
        if (!request.HasFormContentType) return Refuse(100, "multipart/form-data is needed");
        var form = await request.ReadFormAsync(ct);
        return await faults.AnswerAsync(code => Refuse(code, "Refused on request"), async () =>
        {
            if (form["messaging_product"] != "whatsapp" && request.Query["messaging_product"] != "whatsapp") return Refuse(100, "messaging_product must be whatsapp");
            if (form.Files["file"] is not { Length: > 0 and < LargestFile } file) return Refuse(131053, "file is missing or too large");

            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, ct);
            var type = form["type"].ToString() is { Length: > 0 } given ? given : file.ContentType;
            return gate.Of(id, request, (phone, _) => Results.Json(new { id = assets.Media.Keep(phone.Number.Account, type, bytes.ToArray(), file.FileName) }));
        }, ct);
    }

    private IResult DeleteFile(string id, HttpRequest request) => gate.Who(request) switch
    {
        ({ } grant, _) when assets.Media.Remove(grant.Account, id) => Results.Json(new { success = true }),
        (_, { } refusal) => refusal,
        _ => Nowhere(id),
    };

    /// <summary>Only with the bearer: an address alone opens nothing.</summary>
    private async Task<IResult> Download(string id, HttpRequest request, CancellationToken ct) => await faults.AnswerAsync(_ => Results.NotFound(), () => Task.FromResult(
        gate.Who(request) is ({ } grant, _) && assets.Media.Find(grant.Account, id) is { } file ? Results.Bytes(file.Bytes, file.MimeType) : Results.NotFound()), ct);
}
