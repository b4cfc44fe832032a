using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.Twilio.Emulator;
using Platform.Integrations.Messaging.Wati.Emulator;
using Platform.Tests.Identity;
using Platform.Tests.Messaging;
using Platform.Web.Channels;
using Platform.Web.Identity;
using Platform.Web.Media;
using Platform.Web.Store;

namespace Platform.Tests.Media;

/// <summary>Photos, voice notes and papers through Wati and Twilio: from the customer's phone into the thread, and from the thread to the phone.</summary>
public sealed class FilesElsewhereTests(App app) : IClassFixture<App>
{
    private const string Sid = "AC00000000000000000000000000009001";
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private static readonly Actor Owner = new(Shop, ActorKind.Member, Role.Owner, Guid.CreateVersion7());
    private static readonly byte[] Voice = [.. "OggS"u8, .. Enumerable.Repeat((byte)7, 5000)];
    private static readonly byte[] Paper = [.. "%PDF-1.7\n"u8, .. Enumerable.Repeat((byte)'x', 2000)];

    [Theory]
    [InlineData("wati")]
    [InlineData("twilio")]
    public async Task Files_are_brought_over_drawn_and_sent(string provider)
    {
        var line = await ConnectAsync(provider);

        await line.SayAsync(MediaKind.Image, "image/jpeg", Messages.Photo, "celle-ci.jpg", "celle-ci ?");
        await line.SayAsync(MediaKind.Voice, "audio/ogg", Voice, "note.ogg", "");
        foreach (var (kind, bytes, type) in ((string, byte[], string)[])[("Image", Messages.Photo, "image/jpeg"), ("Voice", Voice, "audio/ogg")])
        {
            await Eventually.EqualAsync("Kept/" + type, () => app.TextAsync($"select coalesce((select m.state || '/' || m.mime_type from media m join thread t using (message) join inbox i on i.conversation = t.conversation where i.phone = '{line.Phone.Number}' and t.kind = '{kind}'), '')"));
            using var agent = new Guest(app);
            await agent.SignInAsync("agent@relais.demo");
            using var given = await agent.GetAsync($"/media/{await app.TextAsync($"select t.message from thread t join inbox i using (conversation) where i.phone = '{line.Phone.Number}' and t.kind = '{kind}'")}");
            Assert.Equal((type, bytes.Length), (given.Content.Headers.ContentType!.MediaType, (await given.Content.ReadAsByteArrayAsync()).Length));
        }

        var message = await AnswerAsync(line.Phone.Number);
        await Eventually.TrueAsync(() => line.Phone.Lines.Any(seen => seen is { FromCustomer: false, Media: MediaKind.Document }), "the paper on the phone");
        var paper = line.Phone.Lines.Single(seen => seen is { FromCustomer: false, Media: MediaKind.Document });
        Assert.Equal("Votre devis", paper.Text);
        using var customer = app.Client();
        Assert.Equal(Paper, await customer.GetByteArrayAsync(new Uri(paper.File!).AbsolutePath));
        await Eventually.TrueAsync(async () => await app.TextAsync($"select state from thread where message = '{message}'") is "Sent" or "Delivered" or "Read", "the receipt in the thread");
    }

    private sealed record Line(EmulatedPhone Phone, Func<MediaKind, string, byte[], string, string, Task> SayAsync);

    private async Task<Line> ConnectAsync(string provider)
    {
        var (wati, twilio) = (app.Get<WatiEmulator>(), app.Get<TwilioEmulator>());
        if (provider is "wati")
        {
            wati.Register(new("900001", "token", "+212522600901", new Uri(app.Address, "/api/wati/webhook/900001/a-secret-at-the-end")));
            Assert.Null(await app.Get<ChannelDesk>().ConnectAsync(Owner, new("wati", "900001", "Wati fichiers", new("token", "a-secret-at-the-end", new Uri(app.Address, WatiEmulator.Path))), null, CancellationToken.None));
            var salma = wati.Phone("900001", "+212600800001", "Salma");
            return new(salma, (kind, type, bytes, name, words) => wati.SayAsync("900001", salma, new Said(Enum.Parse<MessageKind>($"{kind}"), words) { Media = wati.Keep("900001", kind, type, bytes, name) }));
        }

        twilio.Register(new(Sid, "token", "+212522700901", new Uri(app.Address, "/api/twilio/webhook")));
        Assert.Null(await app.Get<ChannelDesk>().ConnectAsync(Owner, new("twilio", "+212522700901", "Twilio fichiers", new("token")) { AccountId = Sid }, null, CancellationToken.None));
        var nora = twilio.Phone(Sid, "+212600800002", "Nora");
        return new(nora, (kind, type, bytes, name, words) => twilio.SayAsync(Sid, nora, new Said(Enum.Parse<MessageKind>($"{kind}"), words) { Media = twilio.Keep(Sid, kind, type, bytes, name) }));
    }

    private async Task<Guid> AnswerAsync(string phone)
    {
        var ids = (await app.TextAsync($"select conversation || ' ' || contact from inbox where phone = '{phone}'")).Split(' ').Select(Guid.Parse).ToArray();
        var (message, awa) = (new MessageId(Guid.CreateVersion7()), Guid.Parse(await app.TextAsync("select id from users where email = 'agent@relais.demo'")));
        var (kept, unfit) = await app.Get<OutgoingFiles>().KeepAsync(Shop, message, new Personal(ids[1], "devis.pdf"), Paper, "application/pdf", hasWords: true, CancellationToken.None);
        Assert.Null(unfit);
        var said = await app.Get<Streams>().HandleAsync(
            new ConversationId(ids[0]), new QueueReply(message, new MemberId(awa), new(ids[1], "Votre devis"), File: kept), new Actor(Shop, ActorKind.Member, Role.Agent, awa));
        Assert.Null(said.Refusal);
        return message.Value;
    }
}
