/** The tool for files, as the rack loads it. */
export { Tool } from './tool.tsx';
