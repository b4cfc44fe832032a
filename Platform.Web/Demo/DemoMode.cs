using Platform.Integrations.Carriers.Glovo;
using Platform.Integrations.Carriers.Sendit;
using Platform.Integrations.Messaging.Twilio.Emulator;
using Platform.Integrations.Messaging.Wati.Emulator;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Integrations.Payments.Flutterwave;
using Platform.Integrations.Payments.Mollie;
using Platform.Integrations.Payments.MtnMomo;
using Platform.Integrations.Payments.OrangeMoney;
using Platform.Integrations.Payments.Stripe;
using Platform.Integrations.Payments.Wave;
using Platform.Integrations.Sms.Emulator;

namespace Platform.Web.Demo;

/// <summary>
/// The default on a fresh machine: the same code talks HTTP to emulators inside the app. With an outside database, or when told so, they are not there at all.
/// </summary>
public static class DemoMode
{
    /// <summary>The emulated number of the demo shop, for whoever wants to send it webhooks of their own.</summary>
    public const string NumberId = "106540352242922";
    public const string AccountId = "102290129340398";
    public const string Number = "+212522400400";
    public const string TextSecret = "demo-text-webhook-secret";

    public static bool IsOn(IConfiguration configuration) => configuration.GetValue("PLATFORM_DEMO", defaultValue: configuration.GetConnectionString("Platform") is null or "");

    /// <summary>What the emulators need and nobody configured; anything given from outside wins.</summary>
    public static void UseEmulators(ConfigurationManager configuration, Uri self)
    {
        var defaults = new Dictionary<string, string?>
        {
            ["WHATSAPP_API_URL"] = new Uri(self, WhatsAppEmulator.Path).ToString(),
            ["WHATSAPP_DIALOG_URL"] = new Uri(self, WhatsAppEmulator.Path).ToString(),
            ["WATI_EMULATOR_URL"] = new Uri(self, WatiEmulator.Path).ToString(),
            ["TWILIO_API_URL"] = new Uri(self, TwilioEmulator.Path).ToString(),
            ["TWILIO_CONTENT_URL"] = new Uri(self, TwilioEmulator.Path).ToString(),
            ["ORANGE_MONEY_URL"] = new Uri(self, OrangeMoneyEmulator.Path).ToString(),
            ["MTN_MOMO_URL"] = new Uri(self, MtnMomoEmulator.Path).ToString(),
            ["WAVE_API_URL"] = new Uri(self, WaveEmulator.Path).ToString(),
            ["MOLLIE_API_URL"] = new Uri(self, MollieEmulator.Path).ToString(),
            ["STRIPE_API_URL"] = new Uri(self, StripeEmulator.Path).ToString(),
            ["FLUTTERWAVE_API_URL"] = new Uri(self, FlutterwaveEmulator.Path).ToString(),
            ["GLOVO_API_URL"] = new Uri(self, GlovoEmulator.Path).ToString(),
            ["SENDIT_API_URL"] = new Uri(self, SenditEmulator.Path).ToString(),
            ["TEXT_PROVIDER"] = "africastalking",
            ["TEXT_WEBHOOK_SECRET"] = TextSecret,
            ["AFRICASTALKING_TEXT_URL"] = new Uri(self, AfricasTalkingEmulator.Path).ToString(),
            ["AFRICASTALKING_VOICE_URL"] = new Uri(self, AfricasTalkingEmulator.Path).ToString(),
            ["AFRICASTALKING_USERNAME"] = "sandbox",
            ["AFRICASTALKING_API_KEY"] = "demo-text-key",
            ["AFRICASTALKING_VOICE_NUMBER"] = "+254711082000",
            ["ORANGE_SMS_CLIENT_ID"] = "demo-orange",
            ["ORANGE_SMS_CLIENT_SECRET"] = "demo-orange-secret",
            ["ORANGE_SMS_API_URL"] = new Uri(self, OrangeSmsEmulator.Path).ToString(),
            ["TWILIO_SMS_API_URL"] = new Uri(self, TwilioLineEmulator.Path).ToString(),
            ["TWILIO_SMS_ACCOUNT_SID"] = "ACdemo00000000000000000000000000ff",
            ["TWILIO_SMS_AUTH_TOKEN"] = "demo-twilio-token",
            ["TWILIO_SMS_SENDER"] = "+15005550006",
            ["TWILIO_SMS_VOICE_NUMBER"] = "+15005550006",
            ["WHATSAPP_APP_ID"] = "900000000000001",
            ["WHATSAPP_CONFIG_ID"] = "900000000000002",
            ["WHATSAPP_APP_SECRET"] = "demo-app-secret",
            ["WHATSAPP_VERIFY_TOKEN"] = "demo-verify-token",
        };
        foreach (var (key, value) in defaults)
            if (string.IsNullOrEmpty(configuration[key]))
                configuration[key] = value;
    }
}
