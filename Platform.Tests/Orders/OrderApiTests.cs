using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ExcelDataReader;
using Platform.Domain.Common;
using Platform.Web.Catalogue;
using Platform.Web.Identity;

namespace Platform.Tests.Orders;

/// <summary>Programs make and read orders; lists leave as files that no spreadsheet runs.</summary>
public sealed class OrderApiTests(App app) : IClassFixture<App>, IAsyncLifetime
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private readonly HttpClient client = app.Client();

    public async Task InitializeAsync()
    {
        using var answer = await client.PostAsJsonAsync("/auth/login", new { email = "owner@relais.demo", password = DemoPeople.Password });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public Task DisposeAsync()
    {
        client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_same_key_makes_one_order_and_the_server_adds_it_up()
    {
        var sent = await OrderOfAsync("Rabat", 2);
        var (status, first) = await PostAsync(sent, "order-one");
        var (_, second) = await PostAsync(sent, "order-one");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(first.GetProperty("id").GetGuid(), second.GetProperty("id").GetGuid());
        Assert.Equal((1098m, 40m, 1138m), (first.GetProperty("goods").GetDecimal(), first.GetProperty("fee").GetDecimal(), first.GetProperty("total").GetDecimal()));
        Assert.Equal(("pending", "api"), (first.GetProperty("status").GetString(), first.GetProperty("source").GetString()));

        var found = await client.GetFromJsonAsync<JsonElement>($"/api/orders/{first.GetProperty("id").GetGuid()}");
        Assert.Equal(first.GetProperty("number").GetString(), found.GetProperty("number").GetString());
    }

    [Fact]
    public async Task A_list_is_read_page_by_page()
    {
        for (var i = 0; i < 3; i++) await PostAsync(await OrderOfAsync("Fès", 1), $"page-{i}");

        var first = await client.GetFromJsonAsync<JsonElement>("/api/orders?limit=2&search=F%C3%A8s");
        var second = await client.GetFromJsonAsync<JsonElement>($"/api/orders?limit=2&search=F%C3%A8s&after={first.GetProperty("next").GetGuid()}");
        Assert.Equal((2, 1), (first.GetProperty("data").GetArrayLength(), second.GetProperty("data").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    [Theory]
    [InlineData("""{"phone":"0612000009","name":"Inès","city":"Rabat","items":[]}""", "order.empty")]
    [InlineData("""{"phone":"0612000009","name":"Inès","city":"Rabat","items":[{"variant_id":"0198a000-0000-7000-8000-000000000001","quantity":1}]}""", "order.goods_unknown")]
    [InlineData("""{"phone":"12","name":"Inès","city":"Rabat","items":[{"variant_id":"0198a000-0000-7000-8000-000000000001","quantity":1}]}""", "order.phone")]
    [InlineData("""{"phone":"0612000009","name":"Inès","city":"Rabat","fee":1.005,"currency":"MAD","items":[{"variant_id":"0198a000-0000-7000-8000-000000000001","quantity":1}]}""", "order.amounts")]
    public async Task What_cannot_be_ordered_is_refused_as_problem_details(string body, string type)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("/api/orders", content);
        Assert.Equal((HttpStatusCode.BadRequest, type), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString()));
    }

    [Fact]
    public async Task A_name_that_looks_like_a_formula_is_only_a_name()
    {
        var sent = await OrderOfAsync("Oujda", 1, name: "=HYPERLINK(\"http://evil\")");
        await PostAsync(sent, "formula");

        var csv = await client.GetStringAsync("/commandes/export.csv?q=Oujda");
        Assert.Contains("'=HYPERLINK", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(",=HYPERLINK", csv, StringComparison.Ordinal);

        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(await client.GetByteArrayAsync("/commandes/export.xlsx?q=Oujda")));
        Assert.True(reader.Read() && reader.Read());
        Assert.Equal("=HYPERLINK(\"http://evil\")", reader.GetString(4));
        Assert.Equal(594d, reader.GetDouble(15));
    }

    private async Task<object> OrderOfAsync(string city, int pieces, string name = "Inès Tazi")
    {
        var goods = (await app.Get<ShelfQueries>().FindAsync(Shop, "chuck all star noir 41")).Single();
        return new { phone = "0612000010", name, city, items = new[] { new { variant_id = goods.Variant.Value, quantity = pieces } } };
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(object body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/orders") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
