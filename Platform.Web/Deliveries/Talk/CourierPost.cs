using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.Deliveries;
using Platform.Domain.EventSourcing;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Web.Channels;
using Platform.Web.Deliveries.Couriers;
using Platform.Web.Store;
using Platform.Web.Templates;

namespace Platform.Web.Deliveries.Talk;

/// <summary>
/// Brings words to couriers. Each message goes out once: it is noted before the call,
/// and one that was noted and never settled may have arrived, so it is not sent again.
/// </summary>
public sealed class CourierPost(
    Databases databases, CourierBook book, ChannelDesk desk, ChannelDirectory directory, IEnumerable<IMessageChannel> channels, Approved approved, TextLines texts, Streams streams, TimeProvider clock)
{
    /// <summary>Marks what comes back in receipts as ours and not a conversation's.</summary>
    private const string ReferencePrefix = "course:";

    /// <returns>Why it cannot reach the courier; null when it went out, or may have.</returns>
    public async Task<string?> SendAsync(OrganisationId organisation, CourierRow to, CourierMessage message, CancellationToken ct)
    {
        if (!await BeginAsync(organisation, to, message, ct)) return null;
        try
        {
            var sent = await CallAsync(organisation, to, message, ct);
            await SettleAsync(organisation, message.Id, CourierMessageState.Sent, sent, problem: null);
            return null;
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Retry && Lease.Current is { IsLastAttempt: false })
        {
            await ForgetAsync(organisation, message.Id);
            throw;
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Unknown)
        {
            await SettleAsync(organisation, message.Id, CourierMessageState.Unknown, null, e.Reason);
            return null;
        }
        catch (ProviderException e)
        {
            await SettleAsync(organisation, message.Id, CourierMessageState.Failed, null, e.Reason);
            return e.Reason;
        }
    }

    /// <returns>Whether the receipt was for a message of ours.</returns>
    public async Task<bool> NoteAsync(OrganisationId organisation, InboundReceipt receipt, CancellationToken ct)
    {
        if (receipt.Reference?.StartsWith(ReferencePrefix, StringComparison.Ordinal) is not true || !Guid.TryParse(receipt.Reference.AsSpan(ReferencePrefix.Length), out var id)) return false;

        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            update courier_messages set state = {receipt.Receipt.ToString()}, problem = {receipt.Reason ?? receipt.Code}::text
            where organisation_id = {organisation.Value} and id = {id} and (state in ('Sending', 'Sent', 'Unknown') or (state = 'Delivered' and {receipt.Receipt.ToString()} = 'Read'))
            returning delivery, offer
            """);
        var rows = await batch.ListAsync(row => row.IsDBNull(1) ? default((Guid, Guid)?) : (row.GetGuid(0), row.GetGuid(1)), ct);
        if (receipt.Receipt is Receipt.Failed && rows is [(var delivery, var offer)])
            await streams.HandleAsync(new DeliveryId(delivery), new LoseOffer(new(offer), receipt.Reason ?? "refused"), Actor.System(organisation), ct);
        return true;
    }

    private async Task<string?> CallAsync(OrganisationId organisation, CourierRow to, CourierMessage message, CancellationToken ct)
    {
        if (to.Way is not ContactWay.WhatsApp) return await texts.SendAsync(to, message, ct);

        if (await desk.DefaultAsync(organisation, ct) is not { } line) throw new ProviderException("channel_gone", ProviderFault.Fix);
        var account = await directory.AccountAsync(organisation, new(line.Id), ct) ?? throw new ProviderException("channel_gone", ProviderFault.Fix);
        if (account.Stopped is { } why) throw new ProviderException(why, ProviderFault.Fix);

        var heardAt = await book.HeardAtAsync(organisation, to.Key, ct);
        var content = ServiceWindow.IsOpen(heardAt, clock.GetUtcNow()) ? Free(message) : await ApprovedAsync(organisation, new(line.Id), message, to.Language, ct);
        return await channels.First(channel => channel.Provider == account.Provider)
            .SendAsync(account.Credentials, new Outgoing(new(AddressKind.Phone, to.Phone), content, $"{ReferencePrefix}{message.Id:D}"), ct);
    }

    private static Content Free(CourierMessage message) => message switch
    {
        { ListLabel: { } label } => new Content.List(message.Text, label, [new(null, message.Choices)]),
        { Choices: [_, ..] choices } => new Content.Buttons(message.Text, choices),
        _ => new Content.Text(message.Text),
    };

    /// <summary>Its buttons carry our answers.</summary>
    private async Task<Content> ApprovedAsync(OrganisationId organisation, ChannelId channel, CourierMessage message, Language language, CancellationToken ct)
    {
        var wish = new TemplateWish(message.Offer is null ? ReadyTemplates.CourierNews : ReadyTemplates.CourierOffer, language.Code(), [message.Text]);
        return await approved.FindAsync(organisation, channel, wish, ct) is { } template
            ? Approved.Content(template, wish.Values, message.Offer is null ? null : [.. message.Choices.Select(choice => choice.Id)])
            : throw new ProviderException(Trouble.TemplateMissing, ProviderFault.Final) { Reason = Trouble.TemplateMissing };
    }

    private async Task<bool> BeginAsync(OrganisationId organisation, CourierRow to, CourierMessage message, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            insert into courier_messages (organisation_id, id, courier, delivery, offer, kind, way, state, at)
            values ({organisation.Value}, {message.Id}, {to.Id}, {message.Delivery?.Value}::uuid, {message.Offer?.Value}::uuid, {message.Kind}, {to.Way.ToString()}, {nameof(CourierMessageState.Sending)}, {clock.GetUtcNow()})
            on conflict do nothing returning true
            """);
        return await batch.ListAsync(row => row.GetBoolean(0), ct) is [true];
    }

    /// <summary>From the call on what became of it is kept even while the process is being stopped; a receipt that was quicker stands.</summary>
    private async Task SettleAsync(OrganisationId organisation, Guid id, CourierMessageState state, string? providerMessage, string? problem)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"""
            update courier_messages set
                state = case when state = {nameof(CourierMessageState.Sending)} then {state.ToString()} else state end,
                provider_message = coalesce(provider_message, {providerMessage}::text), problem = coalesce(problem, {problem}::text)
            where organisation_id = {organisation.Value} and id = {id}
            """);
        await batch.RunAsync();
    }

    private async Task ForgetAsync(OrganisationId organisation, Guid id)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"delete from courier_messages where organisation_id = {organisation.Value} and id = {id}");
        await batch.RunAsync();
    }
}
