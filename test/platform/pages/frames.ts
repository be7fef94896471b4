import { html, type Markup } from '../html.js';
import type { Site } from '../site.js';
import { storageTarget } from '../canvas/auth.js';

/** Moodle's frame: as high as the window, with its list of permissions and no sandbox. */
export function moodleFrame(site: Site, source: string, title: string): { body: Markup; script: string } {
  const origin = new URL(site.connectedTool().launchUrl).origin;
  const allow = ['microphone', 'camera', 'geolocation', 'midi', 'encrypted-media', 'autoplay']
    .map((name) => `${name} ${origin}`)
    .join('; ');
  return {
    body: html`<iframe
      id="contentframe"
      title="${title}"
      height="600px"
      width="100%"
      src="${source}"
      allow="${allow}"
      allowfullscreen="1"
    ></iframe>`,
    script: `const frame=document.getElementById('contentframe');
const fit=()=>{frame.style.height=Math.max(400,innerHeight-frame.getBoundingClientRect().top-scrollY-16)+'px'};
fit();addEventListener('resize',fit);`,
  };
}

/** The window in which Moodle lets a tool choose content: 770 by 575 at a usual screen. */
export function moodlePickFrame(source: string, title: string): { body: Markup; script: string } {
  return { body: html`<iframe id="contentframe" class="pick" title="${title}" src="${source}"></iframe>`, script: '' };
}

/** Canvas's frame: the tool may set its height, and keeps small values in the hidden frame of the sign-in host. */
export function canvasFrame(site: Site, source: string, title: string): { body: Markup; script: string } {
  const tool = new URL(site.connectedTool().launchUrl).origin;
  return {
    body: html`<iframe name="${storageTarget}" title="Storage for tools" src="${site.frameOrigin}/post_message_forwarding" hidden></iframe>
      <iframe
        id="tool"
        title="${title}"
        width="100%"
        height="640"
        src="${source}"
        allow="geolocation *; microphone *; camera *; midi *; encrypted-media *; autoplay *; clipboard-write *; display-capture *; fullscreen *"
      ></iframe>`,
    script: `const frame=document.getElementById('tool'),storage=${JSON.stringify(site.frameOrigin)},toolOrigin=${JSON.stringify(tool)};
addEventListener('message',(event)=>{
const data=typeof event.data==='string'?(()=>{try{return JSON.parse(event.data)}catch{return null}})():event.data;
if(!data||typeof data!=='object')return;
if(event.origin===storage&&data.subject==='practice.answer'){frame.contentWindow.postMessage(data.reply,toolOrigin);return}
if(event.source!==frame.contentWindow)return;
if(data.subject==='lti.frameResize'){const height=Number.parseInt(data.height,10);if(height>0)frame.style.height=Math.min(Math.max(height,100),20000)+'px';}
if(data.subject==='lti.scrollToTop')frame.scrollIntoView({block:'start'});
if(data.subject==='lti.setUnloadMessage')onbeforeunload=()=>String(data.message);
if(data.subject==='lti.removeUnloadMessage')onbeforeunload=null;
if(data.subject==='lti.fetchWindowSize')event.source.postMessage({subject:'lti.fetchWindowSize.response',height:innerHeight,width:innerWidth,offset:frame.getBoundingClientRect().top+scrollY,scrollY},event.origin);
if(data.subject==='lti.capabilities')event.source.postMessage({subject:'lti.capabilities.response',message_id:data.message_id,supported_messages:[{subject:'lti.frameResize'},{subject:'lti.scrollToTop'},{subject:'lti.fetchWindowSize'},{subject:'lti.capabilities'},{subject:'lti.get_data',frame:'${storageTarget}'},{subject:'lti.put_data',frame:'${storageTarget}'}]},event.origin);
});`,
  };
}
