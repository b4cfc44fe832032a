using System.Net;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Tests.Channels;
using Platform.Web.Conversations;
using Platform.Web.Demo;
using Platform.Web.Identity;
using Platform.Web.Media;

namespace Platform.Tests.Media;

/// <summary>Papers of the shop reach the customer's phone and stand in the thread.</summary>
public sealed class SentFilesTests(App app) : IClassFixture<App>
{
    private static readonly byte[] Paper = [.. "%PDF-1.7\n"u8, .. Enumerable.Repeat((byte)'x', 2000)];

    [Fact]
    public async Task An_invoice_arrives_once_and_can_be_opened_in_the_thread()
    {
        var phone = app.Get<WhatsAppEmulator>().Phone(DemoMode.NumberId, "+212600210001", "Salma");
        var conversation = await WriteAsync(phone);
        var notice = new ShopNotice("invoice F-1", "Votre facture") { File = new(Paper, "application/pdf", "F-1.pdf") };

        Assert.Null(await app.Get<ShopVoice>().TellAsync(DemoPeople.AtlasSneakers, conversation, notice, CancellationToken.None));
        Assert.Null(await app.Get<ShopVoice>().TellAsync(DemoPeople.AtlasSneakers, conversation, notice, CancellationToken.None));
        await SixAtOnce.ReadAsync(app);

        Assert.Equal("Votre facture", Assert.Single(phone.Lines, line => line.Media is MediaKind.Document).Text);
        var message = Guid.Parse(await app.TextAsync($"select message from thread where conversation = '{conversation.Value}' and kind = 'Document'"));
        using var agent = new Identity.Guest(app);
        await agent.SignInAsync("agent@relais.demo");
        using var given = await agent.GetAsync($"/media/{message}");
        Assert.Equal(Paper, await given.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_lent_file_is_fetched_by_whoever_has_its_address_and_by_nobody_else()
    {
        var phone = app.Get<WhatsAppEmulator>().Phone(DemoMode.NumberId, "+212600210002", "Inès");
        var conversation = await WriteAsync(phone);
        await app.Get<ShopVoice>().TellAsync(DemoPeople.AtlasSneakers, conversation, new ShopNotice("invoice F-2", "Votre facture") { File = new(Paper, "application/pdf", "F-2.pdf") }, CancellationToken.None);
        await SixAtOnce.ReadAsync(app);
        var message = Guid.Parse(await app.TextAsync($"select message from thread where conversation = '{conversation.Value}' and kind = 'Document'"));
        var row = await app.Get<MediaQueries>().FindAsync(DemoPeople.AtlasSneakers, message);
        var wati = app.Get<IEnumerable<IMessageChannel>>().First(channel => channel.Provider == "wati");
        var content = await app.Get<OutgoingFiles>().ContentAsync(wati, new ChannelAccount("1", "token"), row!, "", CancellationToken.None);
        var link = Assert.IsType<MediaSource.Link>(Assert.IsType<Content.Media>(content).Source).Url.AbsolutePath;

        using var provider = app.Client();
        Assert.Equal(Paper, await provider.GetByteArrayAsync(link));
        using var forged = await provider.GetAsync(link.Replace("/fichiers/", "/fichiers/A", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        using var guessed = await provider.GetAsync($"/fichiers/{message:N}/F-2.pdf");
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
    }

    private async Task<ConversationId> WriteAsync(EmulatedPhone phone)
    {
        await app.Get<WhatsAppEmulator>().SayAsync(DemoMode.NumberId, phone, new Said(MessageKind.Text, "Bonjour"));
        await SixAtOnce.ReadAsync(app);
        return new(Guid.Parse(await app.TextAsync($"select conversation from inbox where phone = '{phone.Number}'")));
    }
}
