using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Storage;
using Platform.Web.Channels;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Deliveries.Talk;

/// <summary>Photos and signatures that prove a delivery, in the file store and nowhere else.</summary>
public sealed class ProofPhotos(IFileStore store, ChannelDirectory directory, IEnumerable<IMessageChannel> channels)
{
    public const long MostBytes = 12 * 1024 * 1024;
    private const int EnoughToTell = 16;

    /// <returns>Its name in the store; null for what is no picture.</returns>
    public async Task<string?> KeepAsync(OrganisationId organisation, DeliveryId delivery, Stream content, CancellationToken ct)
    {
        using var picture = new MemoryStream();
        await content.CopyToAsync(picture, ct);
        if (picture.Length > MostBytes || Pictures.TypeOf(picture.GetBuffer().AsSpan(0, (int)Math.Min(picture.Length, EnoughToTell))) is not { } type) return null;

        picture.Position = 0;
        var name = $"{organisation.Value:N}/proof-{delivery.Value:N}";
        await store.PutAsync(name, picture, type, ct);
        return name;
    }

    /// <summary>One that was sent in the courier's chat.</summary>
    public async Task<string?> BringAsync(OrganisationId organisation, ChannelId channel, string source, DeliveryId delivery, CancellationToken ct)
    {
        if (await directory.AccountAsync(organisation, channel, ct) is not { } account) return null;
        try
        {
            using var opened = await channels.First(c => c.Provider == account.Provider).OpenMediaAsync(account.Credentials, source, MostBytes, ct);
            return await KeepAsync(organisation, delivery, opened.Content, ct);
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Final)
        {
            return null;
        }
    }
}

/// <summary>A customer who is forgotten leaves no picture of their door behind.</summary>
public sealed class ForgetProofs(DeliveryQueries deliveries, IFileStore store) : IReaction<CustomerErased>
{
    public async Task ReactAsync(Recorded<CustomerErased> recorded, CancellationToken ct)
    {
        foreach (var file in await deliveries.ProofsOfAsync(recorded.Organisation, recorded.Fact.Customer, ct)) await store.DeleteAsync(file, ct);
    }
}
