using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platform.Domain.Conversations;
using Platform.Integrations.Http;
using Platform.Integrations.Messaging.Emulation;
using static Platform.Integrations.Messaging.WhatsApp.Emulator.EmulatedGate;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>What a seller's phone holds when its number is connected: an address book, and the talks of the last weeks. Each is handed over once, to who listens.</summary>
internal sealed class EmulatedPhoneApp(EmulatedAssets assets, EmulatedGate gate, EmulatedWebhooks webhooks, Faults faults, TimeProvider clock)
{
    private static readonly (string Number, string Name, (bool IsTheirs, int MinutesAgo, string Text)[] Talk)[] People =
    [
        ("+212661880001", "Hind Alami", [(true, 3000, "Salam, vous avez encore la Gazelle en 38 ?"), (false, 2990, "Oui, il en reste deux. Je vous la mets de côté ?"), (true, 2985, "Oui merci, je passe samedi")]),
        ("+212661880002", "Omar Tazi", [(true, 1500, "C'est combien la livraison à Rabat ?"), (false, 1490, "35 dirhams, demain avant midi")]),
        ("+212661880003", "Grossiste Derb Omar", []),
    ];

    /// <summary>The phone gives nothing away: switched off, or too old.</summary>
    public bool IsMute { get; set; }

    public void Map(IEndpointRouteBuilder graph) => graph.MapPost("/{id}/smb_app_data", HandOverAsync);

    private async Task<IResult> HandOverAsync(string id, HttpRequest request, CancellationToken ct)
    {
        var body = await BodyAsync(request, ct);
        return await faults.AnswerAsync(code => Refuse(code, "Refused on request"), () => Task.FromResult(gate.Of(id, request, (phone, grant) =>
        {
            var what = body.Text("sync_type") ?? "";
            if (!phone.InPhoneApp) return Refuse(100, "The number is not in the phone app");
            if (what is not ("smb_app_state_sync" or "history")) return Refuse(100, "sync_type must be smb_app_state_sync or history");
            if (IsMute) return Refuse(131000, "The phone does not answer");
            if (!phone.HandedOver.Add(what)) return Refuse(100, "This was handed over already");

            if (assets.FindBusiness(phone.Number.Account) is { IsSubscribed: true }) _ = PostAsync(phone.Number, what);
            return Results.Json(new { messaging_product = "whatsapp", request_id = "emulated" });
        })), ct);
    }

    private async Task PostAsync(WhatsAppEmulator.Number number, string what)
    {
        var value = EmulatedWebhooks.Value(number);
        if (what is "history") value["history"] = new JsonArray([.. People.Where(person => person.Talk is not []).Select((person, i) => (JsonNode)Chunk(number, person.Number, person.Talk, i))]);
        else value["state_sync"] = new JsonArray([.. People.Select(person => (JsonNode)new JsonObject
        {
            ["type"] = "contact", ["action"] = "add", ["contact"] = new JsonObject { ["full_name"] = person.Name, ["first_name"] = person.Name.Split(' ')[0], ["phone_number"] = person.Number.TrimStart('+') },
        })]);
        await webhooks.PostAsync(number, what, value, CancellationToken.None);
    }

    private JsonObject Chunk(WhatsAppEmulator.Number number, string customer, (bool IsTheirs, int MinutesAgo, string Text)[] talk, int chunk) => new()
    {
        ["metadata"] = new JsonObject { ["phase"] = chunk, ["chunk_order"] = chunk + 1, ["progress"] = (chunk + 1) * 100 / People.Count(person => person.Talk is not []) },
        ["threads"] = new JsonArray(new JsonObject
        {
            ["id"] = customer.TrimStart('+'),
            ["messages"] = new JsonArray([.. talk.Select((line, i) =>
            {
                var message = EmulatedSaying.Of(new Said(MessageKind.Text, line.Text), $"wamid.past.{number.Id}.{customer}.{i}", clock.GetUtcNow().AddMinutes(-line.MinutesAgo));
                message["from"] = (line.IsTheirs ? customer : number.Display).TrimStart('+');
                message["history_context"] = new JsonObject { ["status"] = line.IsTheirs ? "READ" : "DELIVERED" };
                return (JsonNode)message;
            })]),
        }),
    };
}
