using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Twilio;
using Platform.Integrations.Messaging.Wati;
using Platform.Integrations.Messaging.WhatsApp;

namespace Platform.Tests.Messaging;

/// <summary>Providers change shapes without notice. Whatever becomes of a real request, reading it never throws and never loses that something came.</summary>
public sealed class WhatsAppFuzzTests
{
    private static readonly string Payloads = Path.Combine(AppContext.BaseDirectory, "Messaging/Payloads/WhatsApp");

    private static readonly JsonNode?[] Strange =
    [
        null, "", "text", "\0", "x\ud800y", 0, -1, 1e300, 99999999999999999m, true, new JsonArray(), new JsonObject(), new JsonArray(1, null, "a", new JsonArray()), new JsonObject { ["id"] = 7, ["type"] = null },
    ];

    [Fact]
    public void Every_member_of_every_recorded_request_may_be_anything_or_missing()
    {
        var tried = 0;
        foreach (var file in Directory.GetFiles(Payloads, "*.json"))
        {
            var original = JsonNode.Parse(File.ReadAllText(file))!;
            var places = Places(original).Count;
            for (var place = 0; place < places; place++)
            {
                foreach (var strange in Strange) tried += Try(original, place, parent => Put(parent, strange));
                tried += Try(original, place, Remove);
            }
        }

        Assert.True(tried > 10_000, $"{tried} tried");
    }

    [Fact]
    public void Any_request_may_break_off_anywhere()
    {
        foreach (var file in Directory.GetFiles(Payloads, "*.json"))
        {
            var bytes = File.ReadAllBytes(file);
            for (var length = 0; length < bytes.Length; length += 7) Assert.NotEmpty(WhatsAppWebhook.Read(bytes.AsMemory(0, length)));
        }
    }

    [Fact]
    public void Names_of_members_may_be_broken_too() =>
        Assert.NotEmpty(WhatsAppWebhook.Read("""{"\ud800":1,"entry":[{"changes":[{"\ud800entry":{},"field":"messages","value":{"\udfff":2,"messages":[{"id":"1","from":"212600000001","\ud800":3,"text":{"body":"\ud800\u0000é"}}]}}]}]}"""u8.ToArray()));

    [Theory]
    [InlineData("MessageSid=SM1&From=whatsapp%3A%2B212612345678&To=whatsapp%3A%2B212522700700&Body=%F0%9F%91%9F%00&NumMedia=x&MediaUrl0=&Latitude=NaN&Longitude=1e999&ListId=&ButtonText=a")]
    [InlineData("MessageSid=SM1&MessageStatus=%&From=%zz&To=&ErrorCode=abc")]
    [InlineData("=&&==&MessageSid&MessageSid=SM2&=x")]
    public void A_strange_form_is_read(string form) => Assert.NotEmpty(TwilioWebhook.Read(Encoding.UTF8.GetBytes(form), "reference"));

    [Theory]
    [InlineData("""{"eventType":"message","whatsappMessageId":7,"waId":true,"type":{},"data":"{\"latitude\":\"a\"}","timestamp":"soon","created":[]}""")]
    [InlineData("""{"eventType":"message","whatsappMessageId":"1","waId":"212612345678","type":"contacts","messageContact":"x","listReply":[],"data":"[1"}""")]
    [InlineData("""[{"eventType":"sentMessageREAD"},7,null,{"eventType":"templateMessageFailed","localMessageId":"1","failedCode":{}}]""")]
    public void A_strange_event_is_read(string told) => Assert.NotEmpty(WatiWebhook.Read(Encoding.UTF8.GetBytes(told), "325467"));

    private static int Try(JsonNode original, int place, Action<(JsonNode Parent, string? Name, int Index)> change)
    {
        var changed = original.DeepClone();
        change(Places(changed)[place]);
        var said = changed.ToJsonString();
        try
        {
            Assert.NotEmpty(WhatsAppWebhook.Read(Encoding.UTF8.GetBytes(said)));
            return 1;
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"{e.GetType().Name} at {said}", e);
        }
    }

    private static void Put((JsonNode Parent, string? Name, int Index) place, JsonNode? value)
    {
        if (place.Name is { } name) place.Parent[name] = value?.DeepClone();
        else place.Parent[place.Index] = value?.DeepClone();
    }

    private static void Remove((JsonNode Parent, string? Name, int Index) place)
    {
        if (place.Name is { } name) place.Parent.AsObject().Remove(name);
        else place.Parent.AsArray().RemoveAt(place.Index);
    }

    /// <summary>Every place that holds a value, in an order that does not change.</summary>
    private static List<(JsonNode Parent, string? Name, int Index)> Places(JsonNode? node) => node switch
    {
        JsonObject o => [.. o.SelectMany(member => Places(member.Value).Prepend((o, member.Key, 0)))],
        JsonArray a => [.. a.SelectMany((item, i) => Places(item).Prepend((a, null, i)))],
        _ => [],
    };
}
