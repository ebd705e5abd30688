using System.Text;
using IkomiaScale.Emulator.Storage;

namespace IkomiaScale.Emulator.Faults.Actions;

/// <summary>Somebody else creates or overwrites an object just before the request is served.</summary>
internal sealed class CreateObjectAction(string name, string content) : IFaultAction
{
    public async Task ApplyAsync(HttpContext context, RequestDelegate serve)
    {
        var blobs = context.RequestServices.GetRequiredService<BlobStore>();
        var objects = context.RequestServices.GetRequiredService<ObjectStore>();
        await using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        using var received = await blobs.ReceiveAsync(stream, context.RequestAborted);
        await objects.SaveAsync(name, overwrite: true, received, isArchive: false, "text/plain", context.RequestAborted);
        await serve(context);
    }
}

/// <summary>Somebody else deletes an object just before the request is served.</summary>
internal sealed class DeleteObjectAction(string name) : IFaultAction
{
    public async Task ApplyAsync(HttpContext context, RequestDelegate serve)
    {
        var objects = context.RequestServices.GetRequiredService<ObjectStore>();
        await objects.DeleteAsync(name, exact: true, context.RequestAborted);
        await serve(context);
    }
}
