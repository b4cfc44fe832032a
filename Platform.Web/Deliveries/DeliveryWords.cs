using Platform.Domain.Deliveries;

namespace Platform.Web.Deliveries;

/// <summary>How deliveries are coloured wherever they are shown.</summary>
public static class DeliveryWords
{
    public static string Chip(DeliveryStage stage) => stage switch
    {
        DeliveryStage.Delivered => "good",
        DeliveryStage.Unclaimed or DeliveryStage.Failed => "bad",
        DeliveryStage.Searching => "warn",
        DeliveryStage.Assigned or DeliveryStage.ToPickUp or DeliveryStage.PickedUp or DeliveryStage.OnTheWay => "primary",
        _ => "",
    };
}
