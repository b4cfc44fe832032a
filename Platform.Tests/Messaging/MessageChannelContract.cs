using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Platform.Domain.Conversations;
using Platform.Integrations;
using Platform.Integrations.Messaging;

namespace Platform.Tests.Messaging;

/// <summary>What every message channel promises, asked of the real client against the provider's emulator on a real port.</summary>
public abstract class MessageChannelContract : IAsyncLifetime
{
    private readonly Uri self = FreeAddress.Next();
    private WebApplication? provider;

    protected List<(byte[] Body, StringValues Signature)> Webhooks { get; } = [];
    protected IMessageChannel Channel => provider!.Services.GetRequiredService<IMessageChannel>();
    protected IServiceProvider Services => provider!.Services;

    protected abstract ChannelAccount Account { get; }
    protected abstract string SignatureHeader { get; }

    /// <summary>The client as the product registers it, and its emulator.</summary>
    protected abstract void Add(IServiceCollection services, IConfigurationManager configuration, Uri self);
    protected abstract void Map(WebApplication app, Uri webhook);

    /// <summary>A customer with a phone writes, so that free text may be sent to them.</summary>
    protected abstract Task CustomerWritesAsync(string phone, string name, string text);
    protected abstract IReadOnlyList<string> ReceivedBy(string phone);
    protected abstract void RefuseNext(ProviderFault fault);
    protected abstract void BreakNext();

    [Fact]
    public async Task Text_arrives_and_the_providers_id_comes_back()
    {
        await CustomerWritesAsync("+212612345678", "Salma", "Salam");

        var id = await SendAsync("+212612345678", "Oui, en 42 ! 👟 نعم");

        Assert.NotEmpty(id);
        await Eventually.TrueAsync(() => ReceivedBy("+212612345678") is ["Oui, en 42 ! 👟 نعم"], "the text on the phone");
    }

    [Fact]
    public async Task Receipts_name_the_message_by_the_providers_id_and_by_our_reference()
    {
        await CustomerWritesAsync("+212612345679", "Salma", "Salam");
        var id = await SendAsync("+212612345679", "Oui", reference: "our-reference");

        await Eventually.TrueAsync(
            () => Read().OfType<InboundReceipt>().Any(r => r is { Receipt: Receipt.Delivered, Reference: "our-reference" } && r.ProviderMessage == id && r.Account == Account.ExternalId),
            "a receipt that says delivered");
    }

    [Fact]
    public async Task What_a_customer_writes_is_read_whole()
    {
        await CustomerWritesAsync("+212612345680", "مريم", "شحال الثمن؟ 👀");

        var message = Assert.Single(Read().OfType<InboundMessage>());
        Assert.Equal((MessageKind.Text, "شحال الثمن؟ 👀", "مريم", Account.ExternalId), (message.Kind, message.Text, message.Name, message.Account));
        Assert.Equal(new Address(AddressKind.Phone, "+212612345680"), message.From[0]);
        Assert.NotNull(message.SentAt);
    }

    [Theory]
    [InlineData(ProviderFault.Final)]
    [InlineData(ProviderFault.Fix)]
    [InlineData(ProviderFault.Retry)]
    public async Task A_refusal_says_what_may_be_done_about_it(ProviderFault fault)
    {
        await CustomerWritesAsync("+212612345681", "Salma", "Salam");
        RefuseNext(fault);

        var refused = await Assert.ThrowsAsync<ProviderException>(() => SendAsync("+212612345681", "Oui"));

        Assert.Equal(fault, refused.Fault);
        Assert.NotEmpty(refused.Code);
        Assert.Empty(ReceivedBy("+212612345681"));
    }

    [Fact]
    public async Task A_line_that_breaks_after_the_call_leaves_it_unknown()
    {
        await CustomerWritesAsync("+212612345682", "Salma", "Salam");
        BreakNext();

        var broken = await Assert.ThrowsAsync<ProviderException>(() => SendAsync("+212612345682", "Oui"));

        Assert.Equal(ProviderFault.Unknown, broken.Fault);
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_certainly_has_nothing()
    {
        await provider!.StopAsync();

        var unreachable = await Assert.ThrowsAsync<ProviderException>(() => SendAsync("+212612345683", "Oui"));

        Assert.Equal(ProviderFault.Retry, unreachable.Fault);
    }

    [Fact]
    public async Task Only_the_providers_own_bytes_are_authentic()
    {
        await CustomerWritesAsync("+212612345684", "Salma", "Salam");
        var (body, signature) = Webhooks[0];

        Assert.True(IsAuthentic(body, signature));
        Assert.False(IsAuthentic([.. body, (byte)' '], signature));
        Assert.False(IsAuthentic(body, StringValues.Empty));
        Assert.False(IsAuthentic(body, new StringValues([signature[0], signature[0]])));
        Assert.False(IsAuthentic(body, signature[0]![..^2] + (signature[0]!.EndsWith("00", StringComparison.Ordinal) ? "01" : "00")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"entry\":")]
    [InlineData("{\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":{\"messages\":[{},null,7]}}]}]}")]
    [InlineData("{\"entry\":{\"changes\":\"?\"},\"object\":12}")]
    public void What_makes_no_sense_is_told_and_never_thrown(string body) =>
        Assert.All(Channel.Read(Encoding.UTF8.GetBytes(body)), inbound => Assert.IsType<InboundOther>(inbound));

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls(self.ToString());
        builder.Services.AddSingleton(TimeProvider.System);
        Add(builder.Services, builder.Configuration, self);
        provider = builder.Build();
        Map(provider, new Uri(self, "/webhook"));
        provider.MapPost("/webhook", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            lock (Webhooks) Webhooks.Add((body.ToArray(), context.Request.Headers[SignatureHeader]));
        });
        await provider.StartAsync();
    }

    public async Task DisposeAsync() => await provider!.DisposeAsync();

    protected bool IsAuthentic(byte[] body, StringValues signature) =>
        Channel.IsAuthentic(new WebhookRequest(new Uri(self, "/webhook"), name => name == SignatureHeader ? signature : StringValues.Empty, body), Account);

    private Task<string> SendAsync(string phone, string text, string reference = "reference") =>
        Channel.SendAsync(Account, new Outgoing(new Address(AddressKind.Phone, phone), new Content.Text(text), reference), CancellationToken.None);

    private List<Inbound> Read()
    {
        lock (Webhooks) return [.. Webhooks.SelectMany(webhook => Channel.Read(webhook.Body))];
    }
}
