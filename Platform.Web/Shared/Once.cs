namespace Platform.Web.Shared;

/// <summary>A second click while the first is being dealt with changes nothing; the button that is clicked shows it.</summary>
public sealed class Once
{
    public bool IsBusy { get; private set; }

    public async Task DoAsync(Func<Task> work)
    {
        if (IsBusy) return;
        IsBusy = true;
        try
        {
            await work();
        }
        finally
        {
            IsBusy = false;
        }
    }
}
