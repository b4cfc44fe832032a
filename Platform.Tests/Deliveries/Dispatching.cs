using Platform.Domain.EventSourcing;
using Platform.Web.Deliveries.Dispatch;

namespace Platform.Tests.Deliveries;

/// <summary>Changes what the shop has settled, as its page does: what stands now is read first.</summary>
internal static class Dispatching
{
    public static async Task<Refusal?> ChangeAsync(this DispatchSettingsDesk desk, Actor by, Action<DispatchSettings> change)
    {
        var settings = await desk.ReadAsync(by.Organisation);
        change(settings);
        return await desk.SaveAsync(by, settings);
    }
}
