using Platform.Domain.Templates;
using Platform.Integrations.Messaging;
using Platform.Integrations.Messaging.WhatsApp.Emulator;
using Platform.Web.Templates;

namespace Platform.Web.Demo;

/// <summary>What the demo's shops have had approved, one text that was refused and one that is paused; what was submitted before a restart is given back to the emulator.</summary>
public sealed class DemoTexts(TemplateQueries templates, TemplateShelf shelf, WhatsAppEmulator emulator)
{
    private static readonly ProviderTemplate[] Lessons =
    [
        new("900000000000011", "promo_week_end", "fr", TemplateCategory.Utility, TemplateStatus.Rejected, new("Bonjour {{1}}, ce week-end -20 % sur toutes les baskets avec le code {{2}} en boutique.") { Samples = ["Salma", "WEEKEND"] })
        {
            Reason = "INCORRECT_CATEGORY",
        },
        new("900000000000012", "retour_en_stock", "fr", TemplateCategory.Marketing, TemplateStatus.Paused, new("Bonjour {{1}}, votre modèle {{2}} est de retour en rayon. Vous la voulez ?")
        {
            Samples = ["Salma", "Samba OG 42"],
            Presses = [new(PressKind.Reply, "Oui, gardez-la-moi"), new(PressKind.Reply, "Ne plus recevoir")],
        })
        {
            Reason = "FIRST_PAUSE", Quality = "RED",
        },
        new("900000000000013", "commande_prete", "fr", TemplateCategory.Utility, TemplateStatus.Approved, new("Bonjour {{1}}, votre commande est prête en boutique. Nous vous attendons jusqu'à {{2}} ce soir.")
        {
            Header = new(HeaderKind.Text, "Atlas Sneakers"),
            Footer = "25 rue Jean Jaurès, Gauthier",
            Samples = ["Salma", "20 h"],
        }),
    ];

    public async Task PrepareAsync(CancellationToken ct)
    {
        foreach (var line in DemoLine.All)
        {
            var known = await templates.OfAsync(line.Shop, line.Channel, ct);
            foreach (var told in known.Count > 0 ? known.Select(row => row.Told) : line == DemoLine.Atlas ? Lessons : []) emulator.AddTemplate(line.AccountId, told);

            // Those that programs send are left to be offered. What was deleted since stays so after a restart.
            foreach (var ready in ReadyTemplates.All.Where(ready => known is [] && ready.For is not ReadyFor.Programs))
                foreach (var language in ReadyTemplates.Languages)
                    emulator.AddTemplate(line.AccountId, ready.In(language));

            await shelf.AskAsync(line.Shop, line.Channel, ct);
        }
    }
}
