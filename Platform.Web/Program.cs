using Platform.Web;
using Platform.Web.Channels;
using Platform.Web.Conversations;
using Platform.Web.Identity;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

var builder = WebApplication.CreateBuilder(args);
var root = RootKey.Load(builder.Configuration, ".data");
var databases = await Databases.OpenAsync(builder.Configuration.GetConnectionString("Platform")!, root, CancellationToken.None);

builder.Services.AddStore(databases, root);
builder.Services.AddChannels(builder.Configuration);
builder.Services.AddConversations();
builder.Services.AddPlatformIdentity();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapChannels();
app.MapPlatformIdentity();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
await app.RunAsync();
