using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Integrations.Mail;
using Platform.Integrations.Smtp;
using Platform.Web.Demo;
using Platform.Web.Store;

namespace Platform.Web.Mail;

/// <summary>The product's own emails, from the outbox to a mail server or to the demo's mailbox.</summary>
public static partial class MailFeature
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Outbox>().AddSingleton<PublicAddress>().AddSingleton<Mailbox>().AddSingleton<OldMail>().AddTimer<ForgetOldMailJob>("0 30 * * * ?");
        if (HasServer(configuration)) services.AddSmtp(configuration).AddHostedService<MailWorker>();
        else if (DemoMode.IsOn(configuration)) services.AddSingleton<IMailer>(provider => provider.GetRequiredService<Mailbox>()).AddHostedService<MailWorker>();
        return services;
    }

    public static void MapMail(this IEndpointRouteBuilder app)
    {
        app.MapGet("/demo/boite/{id:guid}/message", ReadAsync);
        if (app.ServiceProvider.GetService<IMailer>() is null) LogNoServer(app.ServiceProvider.GetRequiredService<ILogger<Outbox>>());
    }

    internal static bool HasServer(IConfiguration configuration) => configuration["Smtp:Host"] is { Length: > 0 };

    /// <summary>The email as a reader sees it, in a frame where nothing can run.</summary>
    private static async Task<Results<ContentHttpResult, NotFound>> ReadAsync(Guid id, Mailbox mailbox, HttpContext http, CancellationToken ct)
    {
        if (!mailbox.IsOpen || await mailbox.FindAsync(id, ct) is not { } email) return TypedResults.NotFound();

        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation";
        return TypedResults.Content(email.Html.Replace("<head>", "<head><base target=\"_top\">", StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    [LoggerMessage(LogLevel.Warning, "There is no mail server (Smtp__Host): emails wait in outgoing_emails")]
    private static partial void LogNoServer(ILogger log);
}
