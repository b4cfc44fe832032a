using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Common;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Tests.Channels;
using Platform.Tests.Identity;
using Platform.Web.Contacts;
using Platform.Web.Demo;
using Platform.Web.Identity;
using Platform.Web.Media;

namespace Platform.Tests.Media;

/// <summary>From the customer's phone through the provider's store into ours, and to nobody but the people who answer.</summary>
public sealed class MediaTests(App app) : IClassFixture<App>
{
    private static readonly byte[] Voice = [.. "OggS"u8, .. Enumerable.Repeat((byte)7, 5000)];

    [Fact]
    public async Task A_voice_note_is_kept_and_played_from_anywhere_in_it()
    {
        var message = await SendAsync("+212600200001", MediaKind.Voice, "audio/ogg; codecs=opus", Voice);
        Assert.Equal("Kept/audio/ogg/5004", await app.TextAsync($"select state || '/' || mime_type || '/' || size from media where message = '{message}'"));

        using var agent = new Guest(app);
        await agent.SignInAsync("agent@relais.demo");
        using var whole = await agent.GetAsync($"/media/{message}");
        Assert.Equal(Voice, await whole.Content.ReadAsByteArrayAsync());
        Assert.Equal("audio/ogg", whole.Content.Headers.ContentType!.MediaType);
        Assert.Contains("sandbox", whole.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", whole.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("bytes", whole.Headers.AcceptRanges.Single());
    }

    [Fact]
    public async Task What_says_it_is_a_picture_and_is_not_is_only_given_away_as_a_copy()
    {
        var message = await SendAsync("+212600200002", MediaKind.Document, "image/svg+xml", "<svg onload='alert(1)'/>"u8.ToArray(), "photo.svg");

        using var agent = new Guest(app);
        await agent.SignInAsync("agent@relais.demo");
        using var given = await agent.GetAsync($"/media/{message}");
        Assert.Equal("application/octet-stream", given.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", given.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task Nobody_else_sees_it()
    {
        var message = await SendAsync("+212600200003", MediaKind.Voice, "audio/ogg", Voice);
        using var stranger = app.Client();
        stranger.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("audio/ogg"));
        using var refused = await stranger.GetAsync($"/media/{message}");
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);

        using var influencer = new Guest(app);
        await influencer.SignInAsync("influencer@relais.demo");
        using var other = await influencer.GetAsync($"/media/{message}");
        Assert.NotEqual(Voice, await other.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Of_two_who_bring_a_file_the_later_takes_nothing_away()
    {
        var message = Guid.Parse(await SendAsync("+212600200006", MediaKind.Voice, "audio/ogg", Voice));
        var row = (await app.Get<MediaQueries>().FindAsync(DemoPeople.AtlasSneakers, message))!;
        await app.TextAsync($"update media set state = 'Waiting' where message = '{message}'");
        await using var scope = app.Services.CreateAsyncScope();
        var attached = new FileAttached(new(message), new(row.Channel), row.Kind, new(row.Source, row.MimeType, Name: null));

        // It looked before the other had brought the file, and comes after.
        await using var closed = await Server.CloseTableAsync(app.Owner, "channels");
        var late = scope.ServiceProvider.GetRequiredService<FetchMedia>().ReactAsync(
            new Recorded<FileAttached>(DemoPeople.AtlasSneakers, row.Conversation, 2, DateTimeOffset.UtcNow, Actor.System(DemoPeople.AtlasSneakers), attached), CancellationToken.None);
        await Server.StandingAsync(app.Owner, 1);
        await app.TextAsync($"update media set state = 'Kept' where message = '{message}'");
        await closed.CloseAsync();
        await late;

        await using var kept = await app.Get<Platform.Integrations.Storage.IFileStore>().OpenAsync($"{row.OrganisationId:N}/{row.Message:N}", CancellationToken.None);
        Assert.NotNull(kept);
    }

    [Fact]
    public async Task A_file_goes_with_the_customer_who_is_forgotten()
    {
        var message = Guid.Parse(await SendAsync("+212600200004", MediaKind.Voice, "audio/ogg", Voice));
        var row = await app.Get<MediaQueries>().FindAsync(DemoPeople.AtlasSneakers, message);
        var contact = new ContactId(Guid.Parse(await app.TextAsync("select contact from inbox where phone = '+212600200004'")));
        var owner = new Actor(DemoPeople.AtlasSneakers, ActorKind.Member, Role.Owner, Guid.CreateVersion7());

        Assert.Null(await app.Get<Erasure>().EraseAsync(contact, owner, CancellationToken.None));
        await SixAtOnce.ReadAsync(app);

        Assert.NotNull(row);
        Assert.Null(await app.Get<Platform.Integrations.Storage.IFileStore>().OpenAsync($"{row.OrganisationId:N}/{row.Message:N}", CancellationToken.None));
    }

    [Fact]
    public async Task What_waits_for_an_answer_is_given_to_a_model_that_listens()
    {
        var message = await SendAsync("+212600200005", MediaKind.Voice, "audio/ogg", Voice);
        var conversation = new ConversationId(Guid.Parse(await app.TextAsync($"select conversation from thread where message = '{message}'")));
        var page = await app.Get<Platform.Web.Assistant.ShopBook>().OpenAsync(DemoPeople.AtlasSneakers);
        var reader = app.Get<Platform.Web.Assistant.SituationReader>();

        var (heard, _) = await reader.ReadAsync(DemoPeople.AtlasSneakers, conversation, page, Platform.Domain.Assistant.Draft.Empty, withFiles: true, CancellationToken.None);
        var (read, _) = await reader.ReadAsync(DemoPeople.AtlasSneakers, conversation, page, Platform.Domain.Assistant.Draft.Empty, withFiles: false, CancellationToken.None);

        Assert.Equal(Voice, heard.Said[^1].With?.Content);
        Assert.Null(read.Said[^1].With);
    }

    [Fact]
    public void A_file_is_what_is_in_it()
    {
        Assert.Equal("image/jpeg", FileKinds.Of([0xFF, 0xD8, 0xFF, 0xE0], "application/pdf"));
        Assert.Equal("application/octet-stream", FileKinds.Of("<html>"u8, "image/png"));
        Assert.Equal("application/octet-stream", FileKinds.Of("<script>"u8, "text/html"));
        Assert.Equal("text/plain", FileKinds.Of("bonjour"u8, "text/plain; charset=utf-8"));
    }

    private async Task<string> SendAsync(string number, MediaKind kind, string mimeType, byte[] bytes, string? name = null)
    {
        var meta = app.Get<WhatsAppEmulator>();
        var phone = meta.Phone(DemoMode.NumberId, number, "Salma");
        var said = kind is MediaKind.Voice ? MessageKind.Voice : MessageKind.Document;
        var id = await meta.SayAsync(DemoMode.NumberId, phone, new Said(said, "") { Media = meta.Keep(DemoMode.NumberId, kind, mimeType, bytes, name) });
        await SixAtOnce.ReadAsync(app);
        return await app.TextAsync($"select message from thread where provider_message = '{id}'");
    }
}
