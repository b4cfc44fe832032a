using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Platform.Domain.Conversations;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Tests.Messaging;

/// <summary>What every message channel promises, asked of the real client against the provider's emulator over HTTP.</summary>
public sealed class ChannelContract
{
    public static IReadOnlyList<EmulatedProvider> All { get; } = [new WhatsAppUnderTest(), new WatiUnderTest(), new TwilioUnderTest()];

    public static IEnumerable<object[]> Providers => All.Select(provider => new object[] { provider });

    public static IEnumerable<object[]> Sendable => All.SelectMany(_ => Messages.Outgoing.Keys, (provider, name) => new object[] { provider, name });

    public static IEnumerable<object[]> Sayable =>
        All.SelectMany(provider => Messages.Inbound.Where(name => !provider.Lacks.Contains($"inbound {name}")), (provider, name) => new object[] { provider, name });

    public static IEnumerable<object[]> Refusals =>
        All.SelectMany(_ => new[] { ProviderFault.Final, ProviderFault.Fix, ProviderFault.Retry }, (provider, fault) => new object[] { provider, fault });

    [Theory, MemberData(nameof(Sendable))]
    public async Task What_is_sent_is_what_the_customer_sees(EmulatedProvider provider, string name)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        var (customer, message) = (await host.CustomerAsync(), Messages.Outgoing[name]);
        if (provider.Lacks.Contains(name))
        {
            await AssertUnsupportedAsync(host, () => host.SendAsync(customer, message.Content));
            return;
        }

        var id = await host.SendAsync(customer, message.Content);

        Assert.NotEmpty(id);
        bool IsIt(EmulatedPhone.Line line) => line.Id == id || line.Reference == id;
        await Eventually.TrueAsync(() => customer.Lines.Any(IsIt), "the message on the phone");
        var line = customer.Lines.Single(IsIt);
        Assert.Contains(message.Shown, line.Text, StringComparison.Ordinal);
        Assert.Equal(message.Offers.Length > 0 ? message.Offers : line.Offers.Select(offer => offer.Title), line.Offers.Select(offer => offer.Title));
        Assert.Equal(message.Media, line.Media);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_file_that_was_sent_up_is_sent_on(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        var customer = await host.CustomerAsync();
        using var photo = new MemoryStream(Messages.Photo);
        Task<string> Upload() => host.Channel.UploadAsync(host.Account, new(photo, "image/jpeg", "blanche été.jpg"), CancellationToken.None);
        if (provider.Lacks.Contains("upload"))
        {
            await AssertUnsupportedAsync(host, Upload);
            return;
        }

        var id = await host.SendAsync(customer, new Content.Media(MediaKind.Image, new MediaSource.Stored(await Upload()), "La blanche"));

        await Eventually.TrueAsync(() => customer.Lines.Any(line => line is { Text: "La blanche", Media: MediaKind.Image } && line.Id == id), "the photo on the phone");
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_reaction_stands_on_the_message_it_is_about(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        var customer = await host.CustomerAsync();
        var theirs = customer.Lines[0].Id;
        if (provider.Lacks.Contains("reaction"))
        {
            await AssertUnsupportedAsync(host, () => host.SendAsync(customer, new Content.Reaction(theirs, "👍")));
            return;
        }

        await host.SendAsync(customer, new Content.Reaction(theirs, "👍"));
        await Eventually.TrueAsync(() => customer.Lines[0].Emoji == "👍", "the reaction");

        await host.SendAsync(customer, new Content.Reaction(theirs, ""));
        await Eventually.TrueAsync(() => customer.Lines[0].Emoji is null, "the reaction taken back");
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task An_answer_quotes_what_it_answers_or_comes_without_the_quote(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        var customer = await host.CustomerAsync();
        var theirs = customer.Lines[0].Id;

        var id = await host.SendAsync(customer, new Content.Text("Celle-ci ?"), quoted: theirs);

        await Eventually.TrueAsync(() => customer.Lines.Any(line => line.Id == id), "the answer on the phone");
        Assert.Equal(provider.Lacks.Contains("quote") ? null : theirs, customer.Lines.Single(line => line.Id == id).Quoted);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task The_customer_sees_that_we_have_read_and_are_writing(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        var customer = await host.CustomerAsync();
        var theirs = customer.Lines[0].Id;

        if (provider.Lacks.Contains("read")) await AssertUnsupportedAsync(host, () => host.Channel.MarkReadAsync(host.Account, theirs, CancellationToken.None));
        else
        {
            await host.Channel.MarkReadAsync(host.Account, theirs, CancellationToken.None);
            Assert.Equal(EmulatedPhone.Receipt.Read, customer.Lines[0].State);
        }

        if (provider.Lacks.Contains("typing")) await AssertUnsupportedAsync(host, () => host.Channel.ShowTypingAsync(host.Account, theirs, CancellationToken.None));
        else
        {
            await host.Channel.ShowTypingAsync(host.Account, theirs, CancellationToken.None);
            Assert.NotNull(customer.TypingUntil);
            await host.SendAsync(customer, "Voilà");
            await Eventually.TrueAsync(() => customer.TypingUntil is null, "an end of typing");
        }
    }

    [Theory, MemberData(nameof(Sayable))]
    public async Task What_a_customer_says_is_read_whole(EmulatedProvider provider, string name)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        var customer = host.Phone("+212612345680", "مريم");
        var said = Messages.Said(name, (kind, type, file) => host.Keep(kind, type, Messages.Photo, file));

        var id = await host.SayAsync(customer, said);

        var message = Assert.Single(host.Read<InboundMessage>());
        Assert.Equal((id, "مريم", host.Account.ExternalId), (message.ProviderMessage, message.Name, message.Account));
        Assert.Equal(new Address(AddressKind.Phone, "+212612345680"), message.From[0]);
        Assert.Equal(provider.Lacks.Contains("time"), message.SentAt is null);
        Assert.Equal(JsonSerializer.Serialize(provider.Carried(said, message.Said)), JsonSerializer.Serialize(message.Said));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_customers_file_is_fetched_whole_and_never_beyond_the_cap(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        await host.SayAsync(host.Phone(), new Said(MessageKind.Image, "") { Media = host.Keep(MediaKind.Image, "image/jpeg", Messages.Photo) });
        var source = Assert.Single(host.Read<InboundMessage>()).Said.Media!.Source;

        using (var opened = await host.Channel.OpenMediaAsync(host.Account, source, cap: Messages.Photo.Length, CancellationToken.None))
        {
            using var bytes = new MemoryStream();
            await opened.Content.CopyToAsync(bytes);
            Assert.Equal("image/jpeg", opened.MimeType);
            Assert.Equal(Messages.Photo, bytes.ToArray());
        }

        var tooLarge = await Assert.ThrowsAsync<ProviderException>(async () =>
        {
            using var opened = await host.Channel.OpenMediaAsync(host.Account, source, cap: Messages.Photo.Length - 1, CancellationToken.None);
            await opened.Content.CopyToAsync(Stream.Null);
        });
        Assert.Equal((Trouble.MediaTooLarge, ProviderFault.Final), (tooLarge.Reason, tooLarge.Fault));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_customer_without_a_number_is_known_and_written_to_by_their_id(EmulatedProvider provider)
    {
        if (provider.Lacks.Contains("hidden numbers")) return;

        await using var host = await ChannelHost.StartAsync(provider);
        var customer = host.Phone();
        customer.HidesNumber = true;
        await host.SayAsync(customer, new Said(MessageKind.Text, "devinez"));

        Assert.Equal([new Address(AddressKind.User, customer.UserId)], Assert.Single(host.Read<InboundMessage>()).From);
        var id = await host.SendAsync(customer, "Salam !");
        await Eventually.TrueAsync(() => customer.Lines.Any(line => line.Id == id), "the answer on the phone");
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Receipts_name_the_message_by_its_id_and_by_our_reference(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        var customer = await host.CustomerAsync();

        var id = await host.SendAsync(customer, "Oui", reference: "our-reference");
        await ReachedAsync(host, id, Receipt.Delivered);
        await host.ReadByCustomerAsync(customer);

        await ReachedAsync(host, id, Receipt.Read);
        Assert.All(host.Read<InboundReceipt>(), receipt =>
            Assert.Equal((id, host.Account.ExternalId, provider.Lacks.Contains("reference") ? null : "our-reference"), (receipt.ProviderMessage, receipt.Account, receipt.Reference)));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Receipts_out_of_order_and_twice_are_all_read(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        var customer = await host.CustomerAsync();
        (host.Faults.IsDisordered, host.Faults.Repeat) = (true, 2);

        var id = await host.SendAsync(customer, "Oui");

        await Eventually.TrueAsync(() => host.Read<InboundReceipt>().Count(r => r.ProviderMessage == id && r.Receipt is Receipt.Delivered) == 2, "both receipts that say delivered");
        var order = host.Read<InboundReceipt>().Select(r => r.Receipt).Distinct().ToList();
        Assert.True(order.IndexOf(Receipt.Read) < order.IndexOf(Receipt.Delivered), string.Join(", ", order));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_message_that_comes_twice_has_one_id(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        host.Faults.Repeat = 3;

        await host.CustomerAsync();

        Assert.Equal(3, host.Read<InboundMessage>().Count);
        Assert.Single(host.Read<InboundMessage>().Select(message => message.ProviderMessage).Distinct());
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_day_after_the_customer_wrote_free_text_fails_and_says_why(EmulatedProvider provider)
    {
        var clock = new MovingClock();
        await using var host = await ChannelHost.StartAsync(provider, clock);
        var customer = await host.CustomerAsync();
        clock.Advance(TimeSpan.FromHours(25));

        var (code, reason) = await FailureAsync(host, customer);

        Assert.Equal((provider.WindowClosed, Trouble.WindowClosed), (code, reason));
        Assert.DoesNotContain(customer.Lines, line => !line.FromCustomer);
    }

    [Theory, MemberData(nameof(Refusals))]
    public async Task A_refusal_says_what_may_be_done_about_it(EmulatedProvider provider, ProviderFault fault)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        var customer = await host.CustomerAsync();
        host.Faults.RefuseNext(provider.Code(fault));

        var refused = await Assert.ThrowsAsync<ProviderException>(() => host.SendAsync(customer, "Oui"));

        Assert.Equal((fault, $"{provider.Code(fault)}"), (refused.Fault, refused.Code));
        Assert.NotEqual(refused.Code, refused.Reason);
        Assert.DoesNotContain(customer.Lines, line => !line.FromCustomer);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_wrong_token_is_for_the_owner_to_put_right(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);

        var refused = await Assert.ThrowsAsync<ProviderException>(() => host.Channel.SendAsync(
            host.Account with { AccessToken = "expired" }, new Outgoing(new(AddressKind.Phone, "+212600000000"), new Content.Text("Oui"), "r"), CancellationToken.None));

        Assert.Equal((Trouble.AccessExpired, ProviderFault.Fix), (refused.Reason, refused.Fault));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task A_lost_answer_and_a_strange_one_leave_it_unknown_and_a_closed_door_does_not(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        var customer = await host.CustomerAsync();

        host.Faults.BreakNext();
        Assert.Equal(ProviderFault.Unknown, (await Assert.ThrowsAsync<ProviderException>(() => host.SendAsync(customer, "un"))).Fault);
        host.Faults.GarbleNext();
        Assert.Equal(ProviderFault.Unknown, (await Assert.ThrowsAsync<ProviderException>(() => host.SendAsync(customer, "deux"))).Fault);
        host.Faults.ThrottleNext();
        Assert.Equal(ProviderFault.Retry, (await Assert.ThrowsAsync<ProviderException>(() => host.SendAsync(customer, "trois"))).Fault);

        await Eventually.TrueAsync(() => customer.Lines.Count(line => !line.FromCustomer) == 2, "the two that arrived all the same");
    }

    [Fact]
    public async Task A_provider_that_never_answers_is_not_waited_for_forever() => await Task.WhenAll(All.Select(async provider =>
    {
        await using var host = await ChannelHost.StartAsync(provider);
        var customer = await host.CustomerAsync();
        host.Faults.HangNext();

        Assert.Equal((ProviderFault.Unknown, Trouble.NoAnswer), await FaultAsync(() => host.SendAsync(customer, "Oui")));
    }));

    [Theory, MemberData(nameof(Providers))]
    public async Task A_provider_that_cannot_be_reached_certainly_has_nothing(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        await host.StopAsync();

        Assert.Equal((ProviderFault.Retry, Trouble.Unreachable), await FaultAsync(() => host.SendAsync(host.Phone(), "Oui")));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Only_the_providers_own_requests_are_authentic(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        await host.CustomerAsync();
        var genuine = host.Webhooks[0];

        Assert.True(host.IsAuthentic(genuine));
        Assert.False(host.Channel.IsAuthentic(genuine, host.Account with { ExternalId = "+33600000000", AccessToken = "other", WebhookSecret = "other" }) && host.Channel.Claims(genuine) is not null);
        foreach (var forged in provider.Lacks.Contains("signature") ? [genuine with { Secret = null }, genuine with { Secret = "guess" }, genuine with { Secret = genuine.Secret + "x" }] : Forged(genuine))
            Assert.False(host.IsAuthentic(forged));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task What_makes_no_sense_is_told_and_never_thrown(EmulatedProvider provider)
    {
        await using var host = await ChannelHost.StartAsync(provider);
        string[] bodies =
        [
            "", "null", "[]", "7", "\"\"", "{}", "{\"entry\":", "{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[{},null,7]}}]}]}",
            "{\"entry\":{\"changes\":\"?\"},\"object\":12}", "{\"eventType\":\"message\"}", "{\"eventType\":{},\"waId\":[]}", "a=b&c", "%%%=%", "MessageSid=&From=", "MessageSid=SM1&From=whatsapp:&To=x", "\0\0\0",
        ];

        foreach (var body in bodies)
            Assert.All(host.Channel.Read(Encoding.UTF8.GetBytes(body)), inbound => Assert.IsType<InboundOther>(inbound));
    }

    /// <summary>Another body, no signature, two, or one that is a character off.</summary>
    private static IEnumerable<WebhookRequest> Forged(WebhookRequest genuine)
    {
        var name = genuine.Header("X-Twilio-Signature") is [_] ? "X-Twilio-Signature" : "X-Hub-Signature-256";
        var signature = genuine.Header(name)[0]!;
        WebhookRequest With(StringValues other) => genuine with { Header = asked => asked.Equals(name, StringComparison.OrdinalIgnoreCase) ? other : genuine.Header(asked) };

        yield return genuine with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(genuine.Body.Span).Replace("Salam", "Salut", StringComparison.Ordinal)) };
        yield return With(StringValues.Empty);
        yield return With(new([signature, signature]));
        yield return With(signature[..^3] + (signature[^3] == 'a' ? 'b' : 'a') + signature[^2..]);
        yield return With("");
    }

    private static async Task AssertUnsupportedAsync(ChannelHost host, Func<Task> ask)
    {
        host.Faults.RefuseNext(1); // Whoever called all the same would meet it.
        Assert.Equal((ProviderFault.Final, Trouble.Unsupported), await FaultAsync(ask));
    }

    private static async Task<(ProviderFault, string)> FaultAsync(Func<Task> ask)
    {
        var refused = await Assert.ThrowsAsync<ProviderException>(ask);
        return (refused.Fault, refused.Reason);
    }

    private static Task ReachedAsync(ChannelHost host, string id, Receipt receipt) =>
        Eventually.TrueAsync(() => host.Read<InboundReceipt>().Any(r => r.ProviderMessage == id && r.Receipt == receipt), $"a receipt that says {receipt}");

    /// <summary>Told at once by some and afterwards by others.</summary>
    private static async Task<(string? Code, string? Reason)> FailureAsync(ChannelHost host, EmulatedPhone customer)
    {
        try
        {
            var id = await host.SendAsync(customer, "Vous êtes là ?");
            await ReachedAsync(host, id, Receipt.Failed);
            var failed = host.Read<InboundReceipt>().Single(r => r.Receipt is Receipt.Failed);
            return (failed.Code, failed.Reason);
        }
        catch (ProviderException e)
        {
            return (e.Code, e.Reason);
        }
    }
}
