using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Domain.Common;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Sms;
using Platform.Integrations.Sms.AfricasTalking;
using Platform.Integrations.Sms.Emulator;
using Platform.Integrations.Sms.OrangeSms;
using Platform.Integrations.Sms.Twilio;

namespace Platform.Tests.Sms;

public sealed class AfricasTalkingContract : TextLineContract
{
    protected override void Add(IServiceCollection services, IConfiguration configuration, Uri self)
    {
        configuration["AFRICASTALKING_TEXT_URL"] = new Uri(self, AfricasTalkingEmulator.Path).ToString();
        configuration["AFRICASTALKING_VOICE_URL"] = new Uri(self, AfricasTalkingEmulator.Path).ToString();
        configuration["AFRICASTALKING_API_KEY"] = "key";
        configuration["AFRICASTALKING_VOICE_NUMBER"] = "+254711082000";
        services.AddSingleton<AfricasTalkingEmulator>().AddAfricasTalking(configuration);
    }

    protected override void Map(WebApplication app, Uri door)
    {
        var emulator = app.Services.GetRequiredService<AfricasTalkingEmulator>();
        emulator.TextDoor = door;
        emulator.Map(app);
    }

    protected override (Faults Faults, Func<IEnumerable<string>> Texts, Func<string, string, Task> Write, Action<string> End) Play(IServiceProvider services)
    {
        var emulator = services.GetRequiredService<AfricasTalkingEmulator>();
        return (emulator.Faults, () => emulator.Texts.Select(text => text.Words), (from, words) => emulator.WriteAsync(from, words), word => emulator.Ending = word);
    }

    protected override (string Delivered, string Failed, int NoCredit) Words => ("Success", "Rejected", 405);
}

public sealed class OrangeSmsContract : TextLineContract
{
    protected override void Add(IServiceCollection services, IConfiguration configuration, Uri self)
    {
        configuration["ORANGE_SMS_API_URL"] = new Uri(self, OrangeSmsEmulator.Path).ToString();
        configuration["ORANGE_SMS_SENDER"] = "+2210000";
        services.AddSingleton(TimeProvider.System).AddSingleton<OrangeSmsEmulator>().AddOrangeSms(configuration);
    }

    protected override void Map(WebApplication app, Uri door)
    {
        var emulator = app.Services.GetRequiredService<OrangeSmsEmulator>();
        emulator.Door = door;
        emulator.Map(app);
    }

    protected override (Faults Faults, Func<IEnumerable<string>> Texts, Func<string, string, Task> Write, Action<string> End) Play(IServiceProvider services)
    {
        var emulator = services.GetRequiredService<OrangeSmsEmulator>();
        return (emulator.Faults, () => emulator.Texts.Select(text => text.Words), (from, words) => emulator.WriteAsync(from, words), word => emulator.Ending = word);
    }

    protected override (string Delivered, string Failed, int NoCredit) Words => ("DeliveredToTerminal", "DeliveryImpossible", 1);

    [Fact]
    public async Task A_token_that_ends_between_two_texts_is_renewed_and_the_text_goes_once()
    {
        await Line.SendAsync(Blaise, "une", CancellationToken.None);
        App.Services.GetRequiredService<OrangeSmsEmulator>().EndToken();
        await Line.SendAsync(Blaise, "deux", CancellationToken.None);
        Assert.Equal(["une", "deux"], Played.Texts());
    }
}

public sealed class TwilioLineContract : TextLineContract
{
    private Uri door = null!;

    protected override void Add(IServiceCollection services, IConfiguration configuration, Uri self)
    {
        configuration["TWILIO_SMS_API_URL"] = new Uri(self, TwilioLineEmulator.Path).ToString();
        configuration["TWILIO_SMS_ACCOUNT_SID"] = "AC1";
        configuration["TWILIO_SMS_AUTH_TOKEN"] = "token";
        configuration["TWILIO_SMS_SENDER"] = "+15005550006";
        configuration["TWILIO_SMS_VOICE_NUMBER"] = "+15005550007";
        services.AddSingleton<TwilioLineEmulator>().AddTwilioLine(configuration);
        services.AddOptions<TwilioLineOptions>().Configure(options => (options.TextDoor, options.VoiceDoor) = (door, new Uri(self, $"/voice/{Secret}")));
    }

    protected override void Map(WebApplication app, Uri door)
    {
        this.door = door;
        app.Services.GetRequiredService<TwilioLineEmulator>().Map(app);
        app.MapPost("/voice/{secret}", (Delegate)AnswerAsync);
    }

    protected override (Faults Faults, Func<IEnumerable<string>> Texts, Func<string, string, Task> Write, Action<string> End) Play(IServiceProvider services)
    {
        var emulator = services.GetRequiredService<TwilioLineEmulator>();
        return (emulator.Faults, () => emulator.Texts.Select(text => text.Words), (from, words) => emulator.WriteAsync(from, words), word => emulator.Ending = word);
    }

    protected override (string Delivered, string Failed, int NoCredit) Words => ("delivered", "undelivered", 30002);
    protected override string EmptyAccount => Trouble.AccountBlocked;

    [Fact]
    public async Task What_is_signed_with_another_token_or_changed_on_the_way_is_not_believed()
    {
        await Played.Write("+221771234567", "317 OUI");
        var genuine = Assert.Single(Webhooks);
        Assert.True(Line.IsAuthentic(genuine));
        Assert.False(Line.IsAuthentic(genuine with { Header = _ => default }));
        Assert.False(Line.IsAuthentic(genuine with { Body = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(genuine.Body.Span).Replace("OUI", "NON", StringComparison.Ordinal)) }));
        Assert.False(Line.IsAuthentic(genuine with { Url = new Uri(genuine.Url + "?more=1") }));
    }

    [Fact]
    public async Task A_call_says_what_it_is_about_and_hears_the_key()
    {
        var emulator = App.Services.GetRequiredService<TwilioLineEmulator>();
        var session = await Voice.CallAsync(Blaise, "offer-7", CancellationToken.None);
        var call = Assert.Single(emulator.Calls);
        Assert.Equal(session, call.Session);

        Assert.Equal("offer-7 none", await emulator.PickUpAsync(call));
        Assert.Equal("offer-7 1", await emulator.PressAsync(call, "1"));
        await emulator.HangUpAsync(call, "no-answer");
        Assert.True(over);
        using var forger = new HttpClient();
        using var form = new FormUrlEncodedContent([new("CallSid", session), new("Digits", "1")]);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await forger.PostAsync(call.Url, form)).StatusCode);
    }

    [Fact]
    public void What_is_said_is_written_as_xml_and_asks_for_one_key() => Assert.Equal(
        """<?xml version="1.0" encoding="UTF-8"?><Response><Gather input="dtmf" numDigits="1" timeout="10" method="POST"><Say language="fr-FR" voice="Polly.Lea">Médina &amp; Plateau. Tapez 1.</Say></Gather><Hangup/></Response>""",
        Voice.Script(new("Médina & Plateau. Tapez 1.", Language.French, WaitsForKey: true)));

    [Fact]
    public async Task A_number_that_is_none_is_not_called()
    {
        var refused = await Assert.ThrowsAsync<ProviderException>(() => Voice.CallAsync(TooShort, "offer-7", CancellationToken.None));
        Assert.Equal(ProviderFault.Final, refused.Fault);
    }

    private bool over;
    private IVoiceLine Voice => App.Services.GetRequiredService<IVoiceLine>();

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        var request = await RequestAsync(context);
        if (!Voice.IsAuthentic(request)) return Results.Unauthorized();
        var news = Voice.Read(request)!;
        over = news.IsOver;
        return Results.Text($"{news.Reference} {news.Key ?? "none"}");
    }
}

/// <summary>What every line of plain texts does, whoever carries it: the real client against the provider's own rules.</summary>
public abstract class TextLineContract : IAsyncLifetime
{
    protected const string Secret = "a-long-secret-at-the-end";
    private readonly List<WebhookRequest> webhooks = [];

    protected static PhoneNumber Blaise { get; } = PhoneNumber.TryParse("+221771234567", null, out var phone) ? phone.Value : default;
    protected static readonly PhoneNumber TooShort = PhoneNumber.TryParse("+22177123", null, out var few) ? few.Value : default;

    protected WebApplication App { get; private set; } = null!;
    protected ITextLine Line => App.Services.GetRequiredService<ITextLine>();
    protected (Faults Faults, Func<IEnumerable<string>> Texts, Func<string, string, Task> Write, Action<string> End) Played => Play(App.Services);

    protected abstract void Add(IServiceCollection services, IConfiguration configuration, Uri self);
    protected abstract void Map(WebApplication app, Uri door);
    protected abstract (Faults Faults, Func<IEnumerable<string>> Texts, Func<string, string, Task> Write, Action<string> End) Play(IServiceProvider services);
    protected abstract (string Delivered, string Failed, int NoCredit) Words { get; }

    /// <summary>What it means there that nobody has paid.</summary>
    protected virtual string EmptyAccount => Trouble.Payment;

    protected IReadOnlyList<WebhookRequest> Webhooks
    {
        get
        {
            lock (webhooks) return [.. webhooks];
        }
    }

    public async Task InitializeAsync()
    {
        var self = FreeAddress.Next();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls(self.ToString());
        builder.Logging.ClearProviders();
        builder.Services.AddOptions<TextOptions>().Configure(options => options.WebhookSecret = Secret);
        Add(builder.Services, builder.Configuration, self);
        App = builder.Build();
        Map(App, new Uri(self, $"/door/{Secret}"));
        App.MapPost("/door/{secret}", KeepAsync);
        await App.StartAsync();
    }

    public async Task DisposeAsync() => await App.DisposeAsync();

    [Fact]
    public async Task A_text_goes_out_as_it_was_written_and_is_reported_delivered()
    {
        Played.End(Words.Delivered);
        var id = await Line.SendAsync(Blaise, "Course CMD-1042 : Médina, 1 500 FCFA. À vous ?", CancellationToken.None);
        Assert.Equal(["Course CMD-1042 : Médina, 1 500 FCFA. À vous ?"], Played.Texts());
        await Eventually.TrueAsync(() => News().Contains(new TextNews.Report(id, TextState.Delivered)), "a report");
    }

    [Fact]
    public async Task What_did_not_arrive_is_said_with_a_reason()
    {
        Played.End(Words.Failed);
        var id = await Line.SendAsync(Blaise, "une", CancellationToken.None);
        await Eventually.TrueAsync(() => News().OfType<TextNews.Report>().Any(report => report.Id == id && report is { State: TextState.Failed, Reason: not null }), "a report of the failure");
    }

    [Fact]
    public async Task A_word_nobody_knows_leaves_things_as_they_are()
    {
        Played.End("SomethingNew");
        await Line.SendAsync(Blaise, "une", CancellationToken.None);
        await Eventually.TrueAsync(() => News().Contains(new TextNews.Other("SomethingNew")), "the word, kept");
    }

    [Fact]
    public async Task An_answer_is_heard_from_whom_it_came()
    {
        await Played.Write("+221771234567", "317 OUI");
        var heard = Assert.Single(News().OfType<TextNews.Heard>());
        Assert.Equal((Blaise, "317 OUI"), (heard.From, heard.Text));
    }

    [Fact]
    public async Task An_empty_account_is_ours_to_put_right()
    {
        Played.Faults.RefuseNext(Words.NoCredit);
        var refused = await Assert.ThrowsAsync<ProviderException>(() => Line.SendAsync(Blaise, "une", CancellationToken.None));
        Assert.Equal((ProviderFault.Fix, EmptyAccount), (refused.Fault, refused.Reason));
    }

    [Fact]
    public async Task A_number_that_is_none_is_not_tried_again()
    {
        var refused = await Assert.ThrowsAsync<ProviderException>(() => Line.SendAsync(TooShort, "une", CancellationToken.None));
        Assert.Equal(ProviderFault.Final, refused.Fault);
    }

    [Fact]
    public async Task A_line_that_breaks_after_the_call_is_in_doubt()
    {
        Played.Faults.BreakNext();
        var broken = await Assert.ThrowsAsync<ProviderException>(() => Line.SendAsync(Blaise, "une", CancellationToken.None));
        Assert.Equal(ProviderFault.Unknown, broken.Fault);
    }

    [Fact]
    public async Task Too_many_at_once_may_be_tried_again()
    {
        Played.Faults.ThrottleNext();
        var refused = await Assert.ThrowsAsync<ProviderException>(() => Line.SendAsync(Blaise, "une", CancellationToken.None));
        Assert.Equal(ProviderFault.Retry, refused.Fault);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another-secret-of-length")]
    public void Whoever_does_not_know_the_secret_is_not_believed(string? secret) =>
        Assert.False(Line.IsAuthentic(new(new Uri("http://x/"), _ => default, ReadOnlyMemory<byte>.Empty) { Secret = secret }));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("id=&status=")]
    [InlineData("""{"deliveryInfoNotification":[]}""")]
    public void What_cannot_be_read_says_so(string body) => Assert.IsType<TextNews.Other>(Line.Read(System.Text.Encoding.UTF8.GetBytes(body)));

    private List<TextNews> News()
    {
        lock (webhooks) return [.. webhooks.Where(Line.IsAuthentic).Select(webhook => Line.Read(webhook.Body))];
    }

    protected static async Task<WebhookRequest> RequestAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);
        return new(new Uri(context.Request.GetEncodedUrl()), name => headers.TryGetValue(name, out var value) ? value : default, body.ToArray()) { Secret = context.Request.RouteValues["secret"] as string };
    }

    private async Task KeepAsync(HttpContext context)
    {
        var request = await RequestAsync(context);
        lock (webhooks) webhooks.Add(request);
    }
}
