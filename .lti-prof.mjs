import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
const R='/work/main/test/load/';
const { startLaunchPlatform } = await import(R+'launch-platform.ts');
const { launch, askWhoAmI } = await import(R+'launch-driver.ts');
const { openHttpClient } = await import(R+'http-client.ts');
const { CookieJar } = await import(R+'cookie-jar.ts');
const { createLaunchPerson } = await import(R+'launch-claims.ts');
const { createOurProfile } = await import(R+'tool-ours.ts');
const [dialect, scenario, n, prof] = process.argv.slice(2);
const dir = mkdtempSync('/tmp/lti-work/r-');
let url = `sqlite:${dir}/a.sqlite`;
if (dialect==='mysql') { const db='prof_'+process.pid; execFileSync('mariadb',['-h','127.0.0.1','-uroot','-e',`create database ${db}`]); url=`mysql://root@127.0.0.1:3306/${db}`; process.on('exit',()=>execFileSync('mariadb',['-h','127.0.0.1','-uroot','-e',`drop database ${db}`])); }
const platform = await startLaunchPlatform();
const port = 20000+process.pid%20000; const origin=`http://localhost:${port}`;
const env={PATH:process.env.PATH,NODE_ENV:'production',PORT:String(port),PUBLIC_URL:origin,DATABASE_URL:url,DATA_DIR:dir,SECRET_KEY:'x'.repeat(48),ALLOW_INSECURE_PLATFORMS:'true',RATE_LIMIT_PER_MINUTE:'100000000'};
const D=process.env.DIST??'/work/main/dist/tool';
execFileSync('node',[D+'/platform.js','add','--issuer',platform.issuer,'--client-id',platform.clientId,'--deployment-id',platform.deploymentId,'--auth-url',platform.authUrl,'--token-url',platform.tokenUrl,'--jwks-url',platform.jwksUrl,'--name','b','--partnership','p'],{env,cwd:'/work/main'});
const child=spawn('node',[...(prof?['--cpu-prof','--cpu-prof-dir='+dir]:[]),D+'/main.js'],{env,cwd:'/work/main',stdio:['ignore','pipe','inherit']});
child.stdout.resume();
for(let i=0;i<100;i++){ try{ if((await fetch(origin+'/health/ready')).status===200)break;}catch{} await new Promise(r=>setTimeout(r,100)); }
const cpu=()=>{const f=readFileSync(`/proc/${child.pid}/stat`,'utf8').split(' ');return (Number(f[13])+Number(f[14]))*10;};
const profile=createOurProfile(origin); const client=openHttpClient(origin,8);
let k=0; let s;
const scen={};
for (const sc of scenario.split(',')) {
const step=async()=>{ const i=k++; if(sc==='me'){ s??=await launch(profile,platform,client,createLaunchPerson(1),new CookieJar()); await askWhoAmI(profile,client,s.session); } else if(sc==='repeat'){ await launch(profile,platform,client,createLaunchPerson(1000+i%50),new CookieJar()); } else await launch(profile,platform,client,createLaunchPerson(1e6+i),new CookieJar()); };
const N=Number(n)*(sc==='me'?3:1);
const go=async(count)=>{ let left=count; await Promise.all(Array.from({length:8},async()=>{ while(left-->0) await step(); })); };
await step(); await go(N/4);
const c0=cpu(), t0=performance.now(); await go(N); console.log(dialect,sc,'cpu/op',((cpu()-c0)/N).toFixed(3),'rate',(N/(performance.now()-t0)*1000).toFixed(0)); }
child.kill('SIGTERM'); await new Promise(r=>child.on('exit',r)); await client.close(); await platform.close();
if(prof){ const f=readdirSync(dir).find(x=>x.endsWith('.cpuprofile')); console.log(dir+'/'+f);}
process.exit(0);
