// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Examples.Webserver;

/// <summary>What a person sees whose form came to nothing.</summary>
internal static class ProblemPage
{
    /// <summary>The disk has no room for this file.</summary>
    public static ReadOnlySpan<byte> DiskFull =>
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark"><title>The disk is full · Caprock</title><link rel="stylesheet" href="/style.css">
        <body><main class="notice"><h1>The disk is full</h1>
        <p>There is no room for this file. Nothing was changed. Remove files that are not needed, and try again.</p>
        <p><a href="/upload">Back to the files</a></p></main>
        """u8;

    /// <summary>The file is too large.</summary>
    public static ReadOnlySpan<byte> TooLarge =>
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark"><title>The file is too large · Caprock</title><link rel="stylesheet" href="/style.css">
        <body><main class="notice"><h1>The file is too large</h1>
        <p>A file may have 16 MiB. Nothing was changed.</p>
        <p><a href="/upload">Back to the files</a></p></main>
        """u8;

    /// <summary>There is no file, or its name cannot be one here.</summary>
    public static ReadOnlySpan<byte> BadName =>
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark"><title>This cannot be stored · Caprock</title><link rel="stylesheet" href="/style.css">
        <body><main class="notice"><h1>This cannot be stored</h1>
        <p>No file was chosen, or its name is not one: at most 100 bytes; none of * / : &lt; &gt; ? \ | and quotation marks; no dot first; no dot, blank or tilde last.</p>
        <p><a href="/upload">Back to the files</a></p></main>
        """u8;

    /// <summary>The name is that of a folder, or the file is in use.</summary>
    public static ReadOnlySpan<byte> Conflict =>
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark"><title>The name is taken · Caprock</title><link rel="stylesheet" href="/style.css">
        <body><main class="notice"><h1>The name is taken</h1>
        <p>There is a folder of this name, or the file is in use. Nothing was changed.</p>
        <p><a href="/upload">Back to the files</a></p></main>
        """u8;

    /// <summary>The content is no form.</summary>
    public static ReadOnlySpan<byte> NoForm =>
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark"><title>This is no form · Caprock</title><link rel="stylesheet" href="/style.css">
        <body><main class="notice"><h1>This is no form</h1>
        <p>A form with a file was expected.</p>
        <p><a href="/upload">Back to the files</a></p></main>
        """u8;

    /// <summary>Something else is in the way.</summary>
    public static ReadOnlySpan<byte> NotNow =>
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark"><title>Not now · Caprock</title><link rel="stylesheet" href="/style.css">
        <body><main class="notice"><h1>Not now</h1>
        <p>Too many files are being uploaded, or the disk is not there. Nothing was changed. Try again in a moment.</p>
        <p><a href="/upload">Back to the files</a></p></main>
        """u8;
}
