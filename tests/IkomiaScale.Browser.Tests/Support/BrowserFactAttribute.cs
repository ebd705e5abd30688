namespace IkomiaScale.Browser.Tests.Support;

/// <summary>A test that needs a browser. Where there is none it is skipped, and says so.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browsers.Found is null)
        {
            Skip = "There is no Chromium, Chrome or Edge on this machine, so the page was not looked at in a browser. Install one, or name it in IKOMIA_TEST_BROWSER.";
        }
    }
}
