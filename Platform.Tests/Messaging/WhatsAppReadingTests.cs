using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.WhatsApp;

namespace Platform.Tests.Messaging;

public sealed class WhatsAppReadingTests
{
    private static readonly string Payloads = Path.Combine(AppContext.BaseDirectory, "Messaging/Payloads/WhatsApp");

    private static readonly JsonSerializerOptions Shown = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    [Fact]
    public void Everything_in_the_recorded_requests_is_read()
    {
        var read = new StringBuilder();
        foreach (var file in Directory.GetFiles(Payloads, "*.json").Order(StringComparer.Ordinal))
        {
            read.Append(Path.GetFileNameWithoutExtension(file)).Append('\n');
            foreach (var inbound in WhatsAppWebhook.Read(File.ReadAllBytes(file)))
                read.Append("    ").Append(inbound.GetType().Name).Append(' ').Append(JsonSerializer.Serialize(inbound, inbound.GetType(), Shown)).Append('\n');
        }

        Snapshot.Match(read.ToString());
    }
}
