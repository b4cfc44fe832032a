using Platform.Domain.Conversations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp.Emulator;

namespace Platform.Web.Demo;

/// <summary>An advert of a demo shop: whoever presses it is somebody new, and WhatsApp tells the shop what brought them.</summary>
public sealed class DemoAdvert(WhatsAppEmulator emulator, TimeProvider clock)
{
    public const string Id = "120210000000000090";
    private static readonly string[] InCasablanca = ["Nadia Berrada", "Reda Tahiri", "Ilham Saidi", "Amine Chraibi", "Sofia Benali", "Tarik Lazrak", "Kenza Alami", "Driss Filali"];
    private static readonly string[] InDakar = ["Fatou Diallo", "Ibrahima Faye", "Awa Gueye", "Ousmane Sarr", "Khady Mbaye", "Mamadou Ba"];

    private int pressed = -1;

    public static (string Title, string Price) Of(DemoLine line) => line == DemoLine.Atlas ? DemoGoods.Advertised : DemoDakar.Advertised;

    /// <summary>A phone the shop has never seen.</summary>
    public EmulatedPhone Passer(DemoLine line)
    {
        var (names, start) = line == DemoLine.Atlas ? (InCasablanca, "+212666") : (InDakar, "+221776");
        var name = names[Interlocked.Increment(ref pressed) % names.Length];
        return emulator.Phone(line.NumberId, $"{start}{clock.GetUtcNow().ToUnixTimeMilliseconds() / 100 % 1_000_000:000000}", name);
    }

    public Task PressAsync(DemoLine line, EmulatedPhone phone, string words, string headline, string body) => emulator.SayAsync(line.NumberId, phone, new Said(MessageKind.Text, words)
    {
        Referral = new("ad", Id, "https://fb.me/relais-demo", headline, body, MediaUrl: null, ClickId: $"demo-{phone.Number[1..]}"),
    });
}
