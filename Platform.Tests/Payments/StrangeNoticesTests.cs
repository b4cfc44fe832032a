using System.Net;
using System.Text;
using Platform.Domain.Common;
using Platform.Integrations.Payments;
using Platform.Integrations.Payments.Emulation;
using Platform.Integrations.Payments.Flutterwave;
using Platform.Integrations.Payments.Mollie;
using Platform.Integrations.Payments.MtnMomo;
using Platform.Integrations.Payments.OrangeMoney;
using Platform.Integrations.Payments.Stripe;
using Platform.Integrations.Payments.Wave;
using Platform.Web.Identity;
using Platform.Web.Payments;

namespace Platform.Tests.Payments;

/// <summary>Notifications nobody wrote down: genuine by their proof, and in shapes no sample has. Each is answered, kept and read, and none of them moves money.</summary>
public sealed class StrangeNoticesTests(App app) : IClassFixture<App>
{
    private static readonly string[] Values =
    [ "1e400", "-0", "12345678901234567890123456789012345678901234567890", "true", "null", "[]", "{}", "\"\"", "\"AAAAAAAAAAAAAAAAAAAAAA\"", "\"\\u0000\"", "\"\\ud800\"", $"\"{new string('x', 40_000)}\""];

    [Theory]
    [InlineData("wave", "\"data\":{\"client_reference\":@,\"payment_status\":\"succeeded\"}")]
    [InlineData("stripe", "\"data\":{\"object\":{\"client_reference_id\":@,\"payment_status\":\"paid\"}}")]
    [InlineData("flutterwave", "\"event\":\"charge.completed\",\"data\":{\"tx_ref\":@,\"status\":\"successful\"}")]
    [InlineData("orange", "\"status\":\"SUCCESS\",\"txnid\":@")]
    [InlineData("mtn", "\"status\":\"SUCCESSFUL\",\"externalId\":@")]
    [InlineData("mollie", "\"id\":@")]
    public async Task Whatever_a_gateway_says_it_is_answered_kept_and_read(string gateway, string told)
    {
        var emulator = EmulatorOf(gateway);
        var shop = gateway switch
        {
            "stripe" => PaymentShop.Atlas(app),
            "mollie" => new(app, DemoPeople.AtlasSneakers, Currency.EUR),
            _ => PaymentShop.Dakar(app),
        };
        var account = await ConnectAsync(shop, gateway, emulator);
        var order = await shop.OrderAsync();
        var payment = await shop.AskAsync(order);
        var sale = await shop.ChooseAsync(payment, gateway, emulator, phone: gateway is "mtn" ? "+2250708091099" : null);
        var door = gateway is "wave" or "stripe" or "flutterwave"
            ? app.Get<PaymentDoors>().Notify(gateway, Door.Account, shop.Organisation, account)
            : app.Get<PaymentDoors>().Notify(gateway, Door.Payment, shop.Organisation, payment.Value);

        var before = await KeptAsync(gateway);
        byte[][] bodies = [.. Bodies(gateway, told, sale)];
        using var client = app.Client();
        foreach (var body in bodies)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, door) { Content = new ByteArrayContent(body) };
            foreach (var (name, value) in Proof(gateway, body)) request.Headers.TryAddWithoutValidation(name, value);
            using var answer = await client.SendAsync(request);
            Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{(int)answer.StatusCode} to {Encoding.UTF8.GetString(body).PadRight(120)[..120]}");
        }

        await Eventually.EqualAsync("0", () => app.TextAsync("select count(*) from todo where reaction = 'read_payment_notice'"));
        Assert.Equal(before + bodies.Length, await KeptAsync(gateway));
        Assert.Equal("0", await app.TextAsync($"select count(*) from deliveries where provider = '{gateway}' and outcome is null"));
        Assert.Equal(0, (await shop.RowAsync(new(order.Id))).Paid);

        await emulator.Till.ActAsync(sale.Id, EmulatedAct.Pay);
        await shop.PaidAsync(order);
    }

    /// <summary>Orange proves itself by a word within; what does not hold it is turned away, however it is spelt.</summary>
    [Fact]
    public async Task What_lacks_the_word_it_has_to_know_is_turned_away_in_every_shape()
    {
        var shop = PaymentShop.Dakar(app);
        var payment = await shop.AskAsync(await shop.OrderAsync());
        await shop.ChooseAsync(payment, "orange", app.Get<OrangeMoneyEmulator>());
        using var client = app.Client();
        foreach (var body in Shapes("\"notif_token\":@").Append("""{"notif_token":"guessed"}"""u8.ToArray()))
        {
            using var content = new ByteArrayContent(body);
            using var answer = await client.PostAsync(app.Get<PaymentDoors>().Notify("orange", Door.Payment, shop.Organisation, payment.Value), content);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    private static IEnumerable<byte[]> Bodies(string gateway, string told, EmulatedSale sale) => gateway switch
    {
        "orange" => Values.Take(6).Select(value => Text($$$"""{"notif_token":"{{{sale.Token}}}",{{{told.Replace("@", value, StringComparison.Ordinal)}}},"neu":{"a":[1,{"b":null}]}}""")),
        "mollie" => [.. Shapes(told), Text($"id={sale.Id}"), Text("id=tr_nobody"), Text("id="), Text($"id={sale.Id}&id={sale.Id}&testmode=1")],
        _ => [.. Shapes(told), Text($$$"""{"type":"checkout.session.completed","livemode":"no","created":"never",{{{told.Replace("@", $"\"{sale.Reference}\"", StringComparison.Ordinal)}}},"unheard_of":[{"amount":99999999999999999999999999.999}]}""")],
    };

    /// <summary>No JSON, half of it, too deep, too large, not text; the same word as number, list, nothing, another's; twice; with bytes that are no letters.</summary>
    private static IEnumerable<byte[]> Shapes(string told)
    {
        foreach (var body in new[] { "", " ", "{}", "[]", "null", "42", "\"text\"", "not json", "{\"data\":", "{\"data\":null}", "{\"data\":[]}", "{\"data\":\"x\"}", "{\"data\":{\"object\":7}}", "status=paid&amount=1" }) yield return Text(body);
        foreach (var value in Values)
            yield return Text($$"""{ {{told.Replace("@", value, StringComparison.Ordinal)}} }""");
        yield return Text($$"""{ {{told.Replace("@", "\"one\"", StringComparison.Ordinal)}},{{told.Replace("@", "2", StringComparison.Ordinal)}} }""");
        yield return Text(string.Concat(Enumerable.Repeat("{\"data\":", 500)) + new string('}', 500));
        yield return [0xEF, 0xBB, 0xBF, .. Text($$"""{ {{told.Replace("@", "\"bom\"", StringComparison.Ordinal)}} }""")];
        yield return [.. Text("{" + told[..told.IndexOf('@', StringComparison.Ordinal)]), (byte)'"', 0xFF, 0xFE, 0xC0, (byte)'"', .. Text(told[(told.IndexOf('@', StringComparison.Ordinal) + 1)..] + "}")];
        yield return [0xFF, 0x00, 0x80];
    }

    private static (string Name, string Value)[] Proof(string gateway, byte[] body)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return gateway switch
        {
            "stripe" => [("Stripe-Signature", $"t={now},v1={Signatures.Timed(now, body, "whsec_atlas", separator: ".")}")],
            "wave" => [("Wave-Signature", $"t={now},v1={Signatures.Timed(now, body, "wave_sn_WHS_dakar", separator: "")}")],
            "flutterwave" => [("flutterwave-signature", Signatures.Keyed(body, "hash-dakar"))],
            _ => [],
        };
    }

    private async Task<Guid> ConnectAsync(PaymentShop shop, string gateway, IEmulatedGateway emulator)
    {
        if (gateway is "mollie") await app.Get<GatewayAccounts>().KeepAsync(shop.Organisation, gateway, emulator.Register("atlas", new("about:blank")), CancellationToken.None);
        return (await app.Get<GatewayAccounts>().ListAsync(shop.Organisation)).Single(row => row.Gateway == gateway).Id;
    }

    private async Task<int> KeptAsync(string gateway) => int.Parse(await app.TextAsync($"select count(*) from deliveries where provider = '{gateway}'"), System.Globalization.CultureInfo.InvariantCulture);

    private IEmulatedGateway EmulatorOf(string gateway) => gateway switch
    {
        "wave" => app.Get<WaveEmulator>(),
        "stripe" => app.Get<StripeEmulator>(),
        "orange" => app.Get<OrangeMoneyEmulator>(),
        "mtn" => app.Get<MtnMomoEmulator>(),
        "mollie" => app.Get<MollieEmulator>(),
        _ => app.Get<FlutterwaveEmulator>(),
    };

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
