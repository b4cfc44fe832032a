using Platform.Tests.Store;
using Platform.Web.Conversations;

namespace Platform.Tests.Conversations;

public sealed class OldReceiptsTests(Database database) : IClassFixture<Database>
{
    [Fact]
    public async Task A_receipt_whose_message_never_turned_up_is_forgotten_after_a_month()
    {
        using var shop = new Shop(database);
        await database.ExecuteAsync("""
            insert into early_receipts (organisation_id, channel_id, provider_message, receipt, received_at) values
                (gen_random_uuid(), gen_random_uuid(), 'young', 'Read', now() - interval '29 days'),
                (gen_random_uuid(), gen_random_uuid(), 'old', 'Read', now() - interval '31 days')
            """);

        await shop.Get<Receipts>().ForgetEarlyAsync(CancellationToken.None);

        Assert.Equal("young", await database.TextAsync("select string_agg(provider_message, ',') from early_receipts"));
    }
}
