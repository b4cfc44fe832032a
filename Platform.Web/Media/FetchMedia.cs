using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Storage;
using Platform.Web.Channels;
using Platform.Web.Store;

namespace Platform.Web.Media;

/// <summary>Providers keep a file for days only: it is brought over as soon as the message is known.</summary>
public sealed class FetchMedia(MediaQueries media, ChannelDirectory directory, IEnumerable<IMessageChannel> channels, IFileStore store, Streams streams) : IReaction<FileAttached>
{
    /// <summary>WhatsApp lets nobody send more.</summary>
    private const long MostBytes = 100L * 1024 * 1024;

    public async Task ReactAsync(Recorded<FileAttached> recorded, CancellationToken ct)
    {
        var (conversation, message) = (new ConversationId(recorded.Stream), recorded.Fact.Message);
        if (await media.FindAsync(recorded.Organisation, message.Value, ct) is not { State: MediaState.Waiting } row) return;

        ConversationCommand outcome;
        try
        {
            outcome = await BringAsync(recorded, row, ct);
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Final || Lease.Current is { IsLastAttempt: true })
        {
            outcome = new LoseFile(message, e.Reason);
        }

        var decision = await streams.HandleAsync(conversation, outcome, Actor.System(recorded.Organisation), ct);

        // Nobody waits for it any more: the customer was forgotten while it was on its way. Unless somebody else brought it meanwhile.
        if (decision.Facts is [] && await media.FindAsync(recorded.Organisation, message.Value, ct) is not { State: MediaState.Kept }) await store.DeleteAsync(row.StoredAs, ct);
    }

    private async Task<ConversationCommand> BringAsync(Recorded<FileAttached> recorded, MediaRow row, CancellationToken ct)
    {
        var account = await directory.AccountAsync(recorded.Organisation, recorded.Fact.Channel, ct) ?? throw new ProviderException("channel_gone", ProviderFault.Final);
        using var opened = await channels.First(channel => channel.Provider == account.Provider).OpenMediaAsync(account.Credentials, row.Source, MostBytes, ct);

        await using var aside = new FileStream(
            Path.Combine(Path.GetTempPath(), $"relais-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await opened.Content.CopyToAsync(aside, ct);

        aside.Position = 0;
        var start = new byte[FileKinds.Enough];
        var read = await aside.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        var kind = FileKinds.Of(start.AsSpan(0, read), row.MimeType ?? opened.MimeType);

        aside.Position = 0;
        await store.PutAsync(row.StoredAs, aside, kind, ct);
        return new KeepFile(recorded.Fact.Message, kind, aside.Length);
    }
}

/// <summary>A customer who is forgotten leaves no file behind.</summary>
public sealed class ForgetMedia(MediaQueries media, IFileStore store) : IReaction<CustomerErased>
{
    public async Task ReactAsync(Recorded<CustomerErased> recorded, CancellationToken ct)
    {
        foreach (var row in await media.InAsync(recorded.Organisation, new ConversationId(recorded.Stream), ct)) await store.DeleteAsync(row.StoredAs, ct);
    }
}
