/** Which files can do harm when they are opened, by their ending: a kept list, so that they are named as what they are. */
import { endingOf } from './file-name.ts';

/**
 * `program` runs by itself · `script` instructions that run · `macro` a document that can carry instructions · `page` opens
 * in a browser and can pretend to be a web site · `shortcut` leads somewhere else · `image` a disk or an archive that hides
 * what is in it.
 */
export type FileDanger = 'program' | 'script' | 'macro' | 'page' | 'shortcut' | 'image';

/** After the lists of blocked attachments of Outlook and Gmail and Chromium's download_file_types, by what a person must know. */
const endings: Record<FileDanger, string> = {
  program:
    'exe com scr pif msi msp mst msix msixbundle appx appxbundle appinstaller dll ocx cpl drv sys gadget jar jnlp app pkg mpkg deb rpm run bin elf out apk aab ipa xap appimage flatpak flatpakref snap dex prg xbe air action workflow osx kext prefpane saver crx xpi',
  script:
    'bat cmd ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psm1 vb vbe vbs vba js jse mjs cjs ws wsf wsc wsh sct hta msh msh1 msh2 mshxml msh1xml msh2xml sh bash zsh csh fish ksh command py pyc pyo pyw pyz pyzw rb pl pm php lua tcl ahk au3 scpt scptd applescript reg inf ins isp job msc mcf its shb shs xbap xll grp hlp chm osd sql r rdata rds slb nse',
  macro:
    'docm dotm xlsm xltm xlam xlsb xla xlt xlm pptm potm ppam ppsm sldm doc dot xls ppt pot pps ade adp accda accdb accde accdr accdu mad maf mag mam maq mar mas mat mau mav maw mda mdb mde mdt mdw mdz odb sxw stw ods ots rtf wiz iqy oqy rqy dqy slk pub one onepkg vsdm vstm',
  page: 'htm html xht xhtml shtml shtm mht mhtml svg svgz xml xsl xslt xsd swf spl',
  shortcut:
    'lnk url website webloc desktop inetloc fileloc mailloc rdp scf library-ms search-ms searchconnector-ms theme themepack appref-ms settingcontent-ms application gadget pcd cnt',
  image:
    'iso img dmg vhd vhdx vmdk udf cab arj lzh ace zip rar 7z gz tgz bz2 tbz xz txz tar zst lz lzma z cpio wim swm esd sparseimage sparsebundle toast cdr xar',
};

const dangers: ReadonlyMap<string, FileDanger> = new Map(
  (Object.keys(endings) as FileDanger[]).flatMap((danger) =>
    endings[danger].split(' ').map((ending) => [ending, danger] as const),
  ),
);

/** What a person must know before taking `name`; undefined for what is not on the list. The last ending is the one that counts. */
export const dangerOf = (name: string): FileDanger | undefined => dangers.get(endingOf(name));
