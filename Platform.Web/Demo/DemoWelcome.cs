using Platform.Domain.Common;
using Platform.Web.Identity;

namespace Platform.Web.Demo;

/// <summary>What the person at the terminal reads once the demo is up: where it is, and who they may be.</summary>
internal static class DemoWelcome
{
    public static void Print(Uri self)
    {
        var people = DemoPeople.All.Select(person => $"  {person.Email,-24} {person.FirstName} {person.LastName}, {Who(person.Places[0].Role)}");
        Console.WriteLine($"""

            Relais est prêt / Relais is ready: {self}

            Pour entrer / To sign in (mot de passe / password: {DemoPeople.Password})
            {string.Join(Environment.NewLine, people)}

            Ctrl-C pour arrêter / to stop.
            """);
    }

    private static string Who(Role role) => role switch
    {
        Role.Owner => "propriétaire / owner",
        Role.Admin => "administrateur / admin",
        Role.Agent => "conseiller / agent",
        Role.Campaigns => "campagnes / campaigns",
        Role.Viewer => "lecture seule / viewer",
        Role.Influencer => "influenceuse / influencer",
        _ => "équipe Relais / staff",
    };
}
