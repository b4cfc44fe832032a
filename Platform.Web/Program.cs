using Platform.Web;
using Platform.Web.Assistant;
using Platform.Web.Catalogue;
using Platform.Web.Channels;
using Platform.Web.Conversations;
using Platform.Web.Demo;
using Platform.Web.Guard;
using Platform.Web.Health;
using Platform.Web.Identity;
using Platform.Web.Operations;
using Platform.Web.Orders;
using Platform.Web.Notifications;
using Platform.Web.Mail;
using Platform.Web.Shared;
using Platform.Web.Store;
using Platform.Web.Store.Keys;
using Platform.Web.Store.Postgres;

return await Startup.RunAsync(async stopping =>
{
    var builder = WebApplication.CreateBuilder(args);
    var (demo, self) = (DemoMode.IsOn(builder.Configuration), Addresses.Self(builder.Configuration));
    if (demo) DemoMode.UseEmulators(builder.Configuration, self);

    var data = builder.Configuration["PLATFORM_DATA"] ?? ".data";
    await using var postgres = await builder.StartPostgresAsync(data, stopping);
    builder.UseFreeAddresses();
    var root = RootKey.Load(builder.Configuration, data);
    var databases = await Databases.OpenAsync(postgres.ConnectionString, root, stopping);

    builder.AddGuard();
    builder.AddHealth(demo);
    builder.Services.AddStore(databases, root);
    builder.Services.AddMail(builder.Configuration);
    builder.Services.AddPlatformIdentity(builder.Configuration);
    builder.Services.AddChannels(builder.Configuration);
    builder.Services.AddConversations();
    builder.Services.AddCatalogue();
    builder.Services.AddOrders();
    builder.Services.AddAssistant(builder.Configuration);
    builder.Services.AddOperations();
    builder.Services.AddNotifications();
    builder.Services.AddShell();
    if (demo) builder.Services.AddDemo();

    var app = builder.Build();
    app.AssertSettings();
    await app.RewrapKeysAsync(stopping);
    app.UseDrain();
    app.UseShell();
    app.UseGuard();
    if (!demo) app.HideDemo();
    app.UseAuthentication();
    app.UseRateLimiter();
    app.UseAuthorization();
    app.UseAntiforgery();
    app.MapHealth();
    app.MapMail();
    app.MapPlatformIdentity();
    app.MapChannels();
    app.MapConversations();
    app.MapCatalogue();
    if (demo) app.MapDemo();
    app.MapShell();
    if (demo) await app.PrepareDemoAsync(self, stopping);
    await app.RunAsync();
});
