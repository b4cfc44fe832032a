using System.ComponentModel.DataAnnotations.Schema;
using System.Reflection;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Tests.Store;
using Platform.Web.Alerts;
using Platform.Web.Contacts;
using Platform.Web.Conversations;
using Platform.Web.Deliveries.Dispatch;
using Platform.Web.Orders.Preparation;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Tests.Shared;

/// <summary>Two people on one settings page: who saves second is told, and what the first saved stays.</summary>
public sealed class KeptTests(Database database) : IClassFixture<Database>, IDisposable
{
    private readonly Shop shop = new(database);

    private PlatformDbs Dbs => shop.Get<PlatformDbs>();

    [Fact]
    public Task Alerts() => SecondIsToldAsync(() => new AlertDesk(Dbs, null!).SettingsAsync(shop.Organisation), read => new AlertDesk(Dbs, null!).SaveAsync(shop.Owner, read));

    [Fact]
    public Task Who_is_asked_to_deliver() => SecondIsToldAsync(() => new DispatchSettingsDesk(Dbs).ReadAsync(shop.Organisation), read => new DispatchSettingsDesk(Dbs).SaveAsync(shop.Owner, read));

    [Fact]
    public Task What_is_asked_after_a_talk() => SecondIsToldAsync(() => shop.Get<SatisfactionDesk>().SettingsAsync(shop.Organisation), read => shop.Get<SatisfactionDesk>().SaveAsync(shop.Owner, read));

    [Fact]
    public async Task Pick_up_times()
    {
        var pickups = new Pickups(Dbs);
        await SecondIsToldAsync(() => pickups.WeekAsync(shop.Organisation), week => pickups.SaveAsync(shop.Owner, week));

        var week = await pickups.WeekAsync(shop.Organisation);
        week.Single(day => day.Of is DayOfWeek.Sunday).Times = [new(16, 30), new(10, 0)];
        Assert.Null(await pickups.SaveAsync(shop.Owner, week));
        Assert.Equal([new TimeOnly(10, 0), new TimeOnly(16, 30)], (await pickups.OfAsync(shop.Organisation)).On(DayOfWeek.Sunday).AsEnumerable());
    }

    [Fact]
    public async Task What_another_deleted_meanwhile_does_not_come_back()
    {
        var fields = shop.Get<ContactFields>();
        var size = new ContactField { OrganisationId = shop.Organisation.Value, Id = Guid.CreateVersion7(), Name = "Pointure", Kind = FieldKind.Number };
        Assert.Null(await fields.SaveAsync(shop.Owner, size));
        Assert.Null(await fields.RemoveAsync(shop.Owner, size.Id));

        Assert.Equal(Keeping.Changed, await fields.SaveAsync(shop.Owner, size));
        Assert.Empty(await fields.ListAsync(shop.Organisation));
    }

    [Fact]
    public void All_settings_are_kept_this_way() => Assert.All(
        typeof(PlatformDb).Assembly.GetTypes().Where(type => type.GetCustomAttribute<TableAttribute>() is not null && type.Name.EndsWith("Settings", StringComparison.Ordinal)),
        settings => Assert.True(typeof(IKept).IsAssignableFrom(settings), $"{settings.Name} can be overwritten unseen"));

    public void Dispose() => shop.Dispose();

    /// <summary>Before anything was saved, and again afterwards.</summary>
    private static async Task SecondIsToldAsync<TRead>(Func<Task<TRead>> read, Func<TRead, Task<Refusal?>> save)
    {
        for (var round = 0; round < 2; round++)
        {
            var (first, second) = (await read(), await read());
            Assert.Null(await save(first));
            Assert.Equal(Keeping.Changed, await save(second));
            Assert.Null(await save(first));
        }
    }
}
