using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Domain.Common;
using Platform.Domain.Payments;
using Platform.Integrations;
using Platform.Integrations.Payments;

namespace Platform.Tests.Payments;

/// <summary>What the gateways themselves were seen to answer and to send, read by the real clients.</summary>
public sealed class GatewaySamplesTests
{
    [Theory]
    [InlineData("mollie", "mollie-payment-get-200", PaymentState.Waiting)]
    [InlineData("mollie", "mollie-payment-cancel-200", PaymentState.Cancelled)]
    [InlineData("wave", "wave-checkout-session", PaymentState.Waiting)]
    [InlineData("mtn", "mtn-requesttopay-pending-200", PaymentState.Waiting)]
    [InlineData("stripe", "stripe-checkout-session", PaymentState.Waiting)]
    [InlineData("flutterwave", "flutterwave-verify-card-200", PaymentState.Paid)]
    public async Task A_recorded_state_is_read(string gateway, string sample, PaymentState state)
    {
        await using var recorded = await RecordedGateway.StartAsync(gateway, sample);
        var report = await recorded.Gateway.AskAsync(recorded.Account, Sought, CancellationToken.None);

        Assert.Equal(state, report.State);
        if (state is PaymentState.Paid) Assert.Equal((new Sum(100, "NGN"), "288200108"), (report.Received, report.Transaction));
    }

    [Theory]
    [InlineData("orange", "orange-webpayment-response", 201, "webpayment-qualif.orange-money.com")]
    [InlineData("mollie", "mollie-payment-create-minimal-201", 201, "www.mollie.com")]
    [InlineData("wave", "wave-checkout-session", 200, "pay.wave.com")]
    public async Task A_recorded_page_is_opened(string gateway, string sample, int status, string host)
    {
        await using var recorded = await RecordedGateway.StartAsync(gateway, sample, status);
        var asked = new PaymentAsked(new(Guid.CreateVersion7()), new(1_200, Currency.XOF), "CMD-1", "Atlas", Language.French, new("https://shop.example/retour"), new("https://shop.example/told"));

        var opened = await recorded.Gateway.OpenAsync(recorded.Account, asked, CancellationToken.None);

        Assert.Equal(host, opened.Link?.Host);
        Assert.Equal(gateway is "orange", opened.Proof is not null);
    }

    [Theory]
    [InlineData("mollie", "mollie-payment-404", 404, ProviderFault.Final, Trouble.Refused)]
    [InlineData("mollie", "mollie-429", 429, ProviderFault.Retry, Trouble.TooFast)]
    [InlineData("mollie", "mollie-payment-create-503", 503, ProviderFault.Retry, Trouble.ProviderDown)]
    [InlineData("wave", "wave-error-400", 400, ProviderFault.Final, Trouble.Refused)]
    public async Task A_recorded_refusal_says_whose_fault_it_is(string gateway, string sample, int status, ProviderFault fault, string reason)
    {
        await using var recorded = await RecordedGateway.StartAsync(gateway, sample, status);
        var refused = await Assert.ThrowsAsync<ProviderException>(() => recorded.Gateway.AskAsync(recorded.Account, Sought, CancellationToken.None));
        Assert.Equal((fault, reason), (refused.Fault, refused.Reason));
    }

    [Fact]
    public async Task A_recorded_refund_is_on_its_way()
    {
        await using var recorded = await RecordedGateway.StartAsync("mollie", "mollie-refund-create-201", 201);
        var report = await recorded.Gateway.RefundAsync(recorded.Account, new(Guid.CreateVersion7(), Sought, "tr_1", new(595, Currency.EUR), "CMD-1"), CancellationToken.None);
        Assert.Equal(RefundState.Pending, report.State);
    }

    /// <summary>They are about other people's payments; so they name none of ours, and nothing breaks.</summary>
    [Theory]
    [InlineData("wave", "wave-webhook-checkout-completed.json")]
    [InlineData("wave", "wave-published-vector.json")]
    [InlineData("flutterwave", "flutterwave-webhook-charge-completed-card.json")]
    [InlineData("stripe", "stripe-published-vector.json")]
    public async Task A_recorded_notification_is_read_and_names_nothing_of_ours(string gateway, string sample)
    {
        await using var recorded = await RecordedGateway.StartAsync(gateway, "wave-error-400");
        Assert.Null(recorded.Gateway.Read(RecordedGateway.Bytes(sample)).Reference);
    }

    private static PaymentSought Sought => new(new(Guid.CreateVersion7()), "id", new(1_000, Currency.XOF));

    /// <summary>Answers everything with one recorded body.</summary>
    private sealed class RecordedGateway : IAsyncDisposable
    {
        private readonly WebApplication app;

        private RecordedGateway(GatewayUnderTest kind, byte[] body, int status)
        {
            var self = FreeAddress.Next();
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseKestrel().UseUrls(self.ToString());
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(TimeProvider.System);
            builder.Configuration[kind.Setting] = self.ToString();
            kind.Add(builder.Services, builder.Configuration);
            app = builder.Build();
            app.MapFallback((HttpContext http) => http.Request.Path.Value!.Contains("token", StringComparison.Ordinal) && http.Request.Path.Value.Split('/')[^1] is "token" or ""
                ? Results.Bytes(Bytes("mtn-token-200.json"), "application/json")
                : Answer(http, body, status));
        }

        public IPaymentGateway Gateway => app.Services.GetRequiredService<IPaymentGateway>();

        /// <summary>Every gateway takes from it what it knows.</summary>
        public SellerAccount Account { get; } = new(
            ("country", "sn"), ("client_id", "c"), ("client_secret", "s"), ("merchant_key", "m"), ("environment", "mtnivorycoast"), ("api_user", "u"), ("api_key", "k"),
            ("subscription_key", "s"), ("refund_key", "r"), ("secret_key", "sk"), ("webhook_secret", "w"), ("secret_hash", "h"), ("email", "e@example.com"));

        public static async Task<RecordedGateway> StartAsync(string gateway, string sample, int status = 200)
        {
            var host = new RecordedGateway(GatewayContract.Gateways.Single(kind => kind.Provider == gateway), Bytes($"{sample}.json"), status);
            await host.app.StartAsync();
            return host;
        }

        public static byte[] Bytes(string sample) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Payments", "Payloads", sample));

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private static IResult Answer(HttpContext http, byte[] body, int status)
        {
            http.Response.StatusCode = status;
            return Results.Bytes(body, "application/json");
        }
    }
}
