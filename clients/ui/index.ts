/** The parts both pages are made of. Styles come by `<link rel="stylesheet" href="../ui/styles/page.css">` in the page. */
export * from './accent.ts';
export * from './api-request.ts';
export * from './browser.ts';
export * from './button.tsx';
export * from './device-check.tsx';
export * from './dialog.tsx';
export * from './field.tsx';
export * from './frame.tsx';
export * from './icon.tsx';
export * from './language.tsx';
export * from './media-help.tsx';
export * from './notice.tsx';
export * from './permission-drawing.tsx';
export * from './problem.tsx';
export * from './texts/index.ts';
export * from './use-view.ts';
export * from './when.ts';
