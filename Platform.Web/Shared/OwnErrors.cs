namespace Platform.Web.Shared;

internal static class OwnErrors
{
    /// <summary>
    /// For a page that says itself what is missing, in better words than the page for everything that is.
    /// The renderer leaves an answer unwritten that is a 404 by then, so it becomes one as it is sent.
    /// </summary>
    public static void SayNotFound(this HttpContext http) => http.Response.OnStarting(() =>
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
