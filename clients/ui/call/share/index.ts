/** Everything about showing something, in one part of the page: loaded when somebody shows something or wants to. */
import '../../styles/call-share.css';

export * from './share-dialog.tsx';
export * from './shared-screen.tsx';
export * from './sharing-sign.tsx';
