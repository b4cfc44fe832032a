using Platform.Domain.Conversations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp.Emulator;

namespace Platform.Web.Demo;

/// <summary>An advert of the demo shop: whoever presses it is somebody new, and WhatsApp tells the shop what brought them.</summary>
public sealed class DemoAdvert(WhatsAppEmulator emulator, TimeProvider clock)
{
    private const string Id = "120210000000000090";
    private static readonly string[] Passers = ["Nadia Berrada", "Reda Tahiri", "Ilham Saidi", "Amine Chraibi", "Sofia Benali", "Tarik Lazrak", "Kenza Alami", "Driss Filali"];

    private int pressed = -1;

    public static string Title => DemoGoods.Advertised.Title;
    public static string Price => $"{DemoGoods.Advertised.Price} MAD";

    /// <summary>A phone the shop has never seen.</summary>
    public EmulatedPhone Passer()
    {
        var name = Passers[Interlocked.Increment(ref pressed) % Passers.Length];
        return emulator.Phone(DemoMode.NumberId, $"+212666{clock.GetUtcNow().ToUnixTimeMilliseconds() / 100 % 1_000_000:000000}", name);
    }

    public Task PressAsync(EmulatedPhone phone, string words, string headline, string body) => emulator.SayAsync(DemoMode.NumberId, phone, new Said(MessageKind.Text, words)
    {
        Referral = new("ad", Id, "https://fb.me/relais-demo", headline, body, MediaUrl: null, ClickId: $"demo-{phone.Number[1..]}"),
    });
}
